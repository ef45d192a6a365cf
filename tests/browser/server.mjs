// SPDX-License-Identifier: MIT
// Serves the built page on a free port, with or without the headers that make it cross-origin
// isolated, and with or without the one that shares it with every origin.

import {createServer} from 'node:http';
import {readFile} from 'node:fs/promises';
import {extname, join, normalize} from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** Resolves to {url, missed, folder, close()}; `missed` lists what was asked for and is not there. */
export async function serve(folder, {isolated = true, shared = false} = {}) {
  const missed = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const name = path.endsWith('/') ? join(path, 'index.html') : path;
    try {
      const body = await readFile(join(folder, name));
      response.writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
        ...(isolated && ISOLATION),
        ...(shared && {'Access-Control-Allow-Origin': '*'}),
        'Cache-Control': 'no-store',
      });
      response.end(body);
    } catch {
      missed.push(name);
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    missed,
    folder,
    close: () => new Promise((resolve) => {
      server.closeAllConnections?.();
      server.close(resolve);
    }),
  };
}
