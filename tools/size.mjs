// SPDX-License-Identifier: MIT
// What of the page is how large: node tools/size.mjs MAP FOLDER OUT
// MAP is the linker's map of the program that most browsers get, FOLDER the built page. OUT becomes
// {"first_visit": bytes in gzip, "files": {name: bytes in gzip}, "rooms": {room: {"code", "data"}}};
// a room's bytes are those before the last optimiser, to be compared with each other.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';

/** What a visitor downloads before the first picture, fonts included. */
export const FIRST_VISIT = ['index.html', 'styles.css', 'load_error.js', 'page.js', 'variant.js',
  'isobath-relaxed-threads.js', 'isobath-relaxed-threads.wasm'];

export function gzipped(folder, name) {
  return gzipSync(readFileSync(join(folder, name)), {level: 9}).length;
}

/** Mangled namespaces, and the room that is each one's; the first that fits counts. */
const NAMESPACES = [['2ui5fonts', 'fonts'], ['3gfx7shaders', 'shaders'], ['9published', 'experiments'],
  ['3say', 'words'], ['5words', 'words'], ['4core', 'core'], ['4data', 'data'],
  ['8document', 'document'], ['3lab', 'lab'], ['3app', 'app'], ['2ui', 'ui'], ['3gfx', 'gfx'],
  ['8platform', 'platform'], ['5files', 'files'], ['', 'main']];

/** The room that a symbol of the whole program belongs to. */
function room_of(symbol) {
  const name = symbol.indexOf('7isobath');
  if (name >= 0) {
    const inner = symbol.slice(name + '7isobath'.length);
    return NAMESPACES.find(([space]) => inner.startsWith(space))[1];
  }
  return /ImGui|ImDraw|ImFont|ImVec|stbtt|stbrp/.test(symbol) ? 'imgui' : 'runtime';
}

/** {room: {code, data}} of a map by wasm-ld: columns Addr, Off, Size, then what is there. */
export function rooms_of(map) {
  const rooms = {};
  let section = '';
  for (const line of map.split('\n')) {
    const columns = /^\s*(?:[0-9a-f]+|-)\s+[0-9a-f]+\s+([0-9a-f]+)\s(.*)$/i.exec(line);
    if (!columns) continue;
    const [, size, rest] = columns;
    if (/^\w/.test(rest)) section = rest.trim();
    const [, object, symbol] = /^\s+(\S+\.o\)?|lto\.tmp|<internal>):\((.*)\)$/.exec(rest) ?? [];
    const kind = section === 'CODE' ? 'code' : section === 'DATA' || section.startsWith('.') ? 'data' : null;
    if (!object || !kind) continue;
    const room = rooms[room_of(symbol)] ??= {code: 0, data: 0};
    room[kind] += parseInt(size, 16);
  }
  return rooms;
}

/** Lines that tell what grew or shrank from one report to another. */
export function differences(before, after) {
  const signed = (bytes) => `${bytes > 0 ? '+' : bytes < 0 ? '−' : '±'}${Math.abs(bytes)}`;
  const lines = [`first visit ${after.first_visit} bytes in gzip ` +
    `(${signed(after.first_visit - before.first_visit)})`];
  for (const name of Object.keys({...before.rooms, ...after.rooms}).sort()) {
    const sum = ({code = 0, data = 0} = {}) => code + data;
    const [then, now] = [sum(before.rooms[name]), sum(after.rooms[name])];
    if (then !== now) lines.push(`  ${name} ${now} bytes (${signed(now - then)})`);
  }
  return lines;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [map, folder, out] = process.argv.slice(2);
  if (!out) {
    console.error('usage: node tools/size.mjs MAP FOLDER OUT');
    process.exit(2);
  }
  const files = Object.fromEntries(FIRST_VISIT.map((name) => [name, gzipped(folder, name)]));
  const first_visit = Object.values(files).reduce((sum, bytes) => sum + bytes, 0);
  const report = {first_visit, files, rooms: rooms_of(readFileSync(map, 'utf8'))};
  writeFileSync(out, JSON.stringify(report, null, 1) + '\n');
}
