// SPDX-License-Identifier: MIT
// Serves the built page on this machine alone, with the headers that threads need.
//   node tools/serve.mjs [FOLDER] [PORT]      also: import {serve} from '.../tools/serve.mjs'
import {createReadStream} from 'node:fs';
import {realpath, stat} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join, resolve, sep} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';

const mimeTypes = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

// SharedArrayBuffer, and with it threads, exists only on a cross-origin isolated page.
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
  'X-Content-Type-Options': 'nosniff',
};

// The file that a request's path stands for, or null if there is none inside the folder.
async function find(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  let file = resolve(join(folder, path));
  try {
    if ((await stat(file)).isDirectory()) file = join(file, 'index.html');
    file = await realpath(file);
    const info = await stat(file);
    return file.startsWith(folder + sep) && info.isFile() ? {file, bytes: info.size} : null;
  } catch {
    return null;
  }
}

// Starts serving; resolves to {url, close()} once connections are accepted. Port 0 takes a free one.
export async function serve(folder, port = 0) {
  const root = await realpath(folder);
  const server = createServer(async (request, response) => {
    const answer = (status, text) => {
      response.writeHead(status, {...isolation, 'Content-Type': mimeTypes['.txt']});
      response.end(text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Only GET.\n');
    const found = await find(root, request.url);
    if (!found) return answer(404, 'Not found.\n');
    response.writeHead(200, {
      ...isolation,
      'Content-Type': mimeTypes[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.bytes,
    });
    if (request.method === 'HEAD') return response.end();
    const stream = createReadStream(found.file);
    stream.on('error', () => response.destroy());
    stream.pipe(response);
  });
  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(done);
        server.closeAllConnections?.();
      }),
  };
}

async function main() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const folder = process.argv[2] ?? join(root, 'build/web/dist');
  const text = process.argv[3] ?? process.env.PORT ?? '8080';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    console.error(`isobath: PORT: ${text} is not a number between 0 and 65535.`);
    process.exit(2);
  }
  let served;
  try {
    served = await serve(folder, port);
  } catch (error) {
    const reasons = {
      EADDRINUSE: `Port ${port} is taken; choose another one, as in PORT=8081.`,
      EACCES: `Port ${port} may not be used by this user; choose another one, as in PORT=8081.`,
      ENOENT: `${folder} is not there; tools/play --build makes it.`,
    };
    console.error(`isobath: ${reasons[error.code] ?? error.message}`);
    process.exit(1);
  }
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      await served.close();
      console.log('\nStopped.');
      process.exit(0);
    });
  }
  console.log(`Isobath is at ${served.url} (Ctrl-C stops it).`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(await realpath(process.argv[1])).href) {
  await main();
}
