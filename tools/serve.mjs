// SPDX-License-Identifier: MIT
// Serves the built page on this machine alone, with the headers that threads need.
//   node tools/serve.mjs [--made PROGRAM] [FOLDER] [PORT]    also: import {serve} from '.../tools/serve.mjs'
// With --made that program of the page is there, and the others are built when a browser asks for them.
import {spawn} from 'node:child_process';
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

/** Resolves, once `tools/play --program NAME` has ended, to whether it went well. */
function build(name) {
  console.log(`This browser loads the program ${name}, which is built first.`);
  const play = fileURLToPath(new URL('play', import.meta.url));
  return new Promise((done) => {
    spawn(play, ['--program', name], {stdio: ['ignore', 'inherit', 'inherit']})
      .on('error', () => done(false)).on('close', (status) => done(status === 0));
  });
}

/** Starts serving; resolves to {url, close()} once connections are accepted. Port 0 takes a free one.
 *  `make(name)`, if there is one, is called once for each program of the page (isobath-plain, ...),
 *  when its .js or .wasm is first asked for; the answer waits for it. */
export async function serve(folder, port = 0, make = null) {
  const root = await realpath(folder);
  const made = new Map();  // one after the other: they are built in one folder
  let last = Promise.resolve();
  const prepare = (url) => {
    const name = /^\/(isobath-(?:plain|relaxed)(?:-threads)?)\.(?:js|wasm)(?:\?|$)/.exec(url)?.[1];
    if (!make || !name) return null;
    if (!made.has(name)) made.set(name, last = last.then(() => make(name)));
    return made.get(name);
  };
  const server = createServer(async (request, response) => {
    const answer = (status, text) => {
      response.writeHead(status, {...isolation, 'Content-Type': mimeTypes['.txt']});
      response.end(text);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, 'Only GET.\n');
    if (await prepare(request.url) === false) {
      return answer(503, 'This program could not be built; the terminal says why.\n');
    }
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
  const words = process.argv.slice(2);
  const at = words.indexOf('--made');
  const made = at < 0 ? null : words.splice(at, 2)[1];
  const make = made && ((name) => name === made || build(name));
  const folder = words[0] ?? join(root, 'build/web/dist');
  const text = words[1] ?? process.env.PORT ?? '8080';
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65535) {
    console.error(`isobath: PORT: ${text} is not a number between 0 and 65535.`);
    process.exit(2);
  }
  let served;
  try {
    served = await serve(folder, port, make);
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
