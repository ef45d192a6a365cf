// SPDX-License-Identifier: MIT
// The rules of the house. Each takes a tree ({root, files, text(path)}) and gives its breaches as
// sentences that begin with the place; a breach marked as a warning does not fail.
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isCpp, roomOf, stripCpp} from './tree.mjs';

// What each room may include, itself among it. What stands in src/ itself joins the rooms.
const below = {
  words: ['words'],
  files: ['files'],
  core: ['core'],
  data: ['core', 'data', 'files'],
  document: ['core', 'data', 'document'],
  lab: ['core', 'data', 'document', 'lab'],
  app: ['core', 'data', 'document', 'lab', 'files', 'app'],
  ui: ['words', 'core', 'data', 'document', 'lab', 'app', 'ui'],
  gfx: ['gfx'],
  platform: ['files', 'gfx', 'platform'],
  cli: ['core', 'data', 'document', 'lab', 'app', 'files', 'cli'],
  main: ['words', 'core', 'data', 'document', 'lab', 'app', 'ui', 'files', 'gfx', 'platform'],
};

// Libraries and generated headers, and the rooms that may include them.
const libraries = [
  {name: 'Eigen', match: /^(unsupported\/)?Eigen\//, rooms: Object.keys(below)},
  {name: 'nlohmann/json', match: /^nlohmann\//, rooms: ['document', 'lab', 'app', 'cli']},
  {name: 'CLI11', match: /^CLI\//, rooms: ['cli']},
  {name: 'Dear ImGui', match: /^(imgui|imstb)/, rooms: ['ui', 'platform', 'main']},
  {name: 'GLFW', match: /^GLFW\//, rooms: ['platform']},
  {name: 'OpenGL', match: /^(GL|GLES\d|EGL|OpenGL|KHR)\//, rooms: ['gfx', 'platform']},
  {name: 'Emscripten', match: /^emscripten/, rooms: ['platform']},
  {name: 'the messages', match: /^say\//, rooms: ['words', 'ui', 'main']},
  {name: 'the embedded fonts', match: /^fonts\.hpp$/, rooms: ['ui']},
  {name: 'the embedded Hangul', match: /^hangul\.hpp$/, rooms: ['platform']},
  {name: 'the embedded experiments', match: /^experiments\.hpp$/, rooms: ['app']},
  {name: 'the embedded shaders', match: /^shaders\.hpp$/, rooms: ['gfx']},
];

// The processors' own headers, which the wrapper over their registers alone includes.
const intrinsics = {file: 'src/core/kernels/lanes.hpp', match: /^(immintrin|emmintrin|wasm_simd128)\.h$/};

// Words that may stand only in some rooms, whatever is included.
const words = [
  {name: 'Dear ImGui', match: /\b(ImGui|ImDrawList|ImVec[24]|ImFont\w*|ImU32)\b/, rooms: ['ui', 'platform', 'main']},
  {name: 'OpenGL', match: /\b(gl[A-Z]\w*\s*\(|GL_[A-Z]\w*|GL(uint|int|enum|float|sizei)\b)/, rooms: ['gfx', 'platform']},
  {name: 'Emscripten', match: /__EMSCRIPTEN__|\bemscripten_\w+|\bEM_(JS|ASM)\b/, rooms: ['platform']},
];

function sources(tree) {
  return tree.files.filter((path) => isCpp(path) && roomOf(path) !== null);
}

function* includesOf(tree, path) {
  const lines = stripCpp(tree.text(path)).split('\n');
  for (const [index, line] of lines.entries()) {
    const found = /^\s*#\s*include\s*(["<])([^">]+)[">]/.exec(line);
    if (found) yield {line: index + 1, quoted: found[1] === '"', name: found[2]};
  }
}

function includeDirection(tree) {
  const breaches = [];
  for (const path of sources(tree)) {
    const room = roomOf(path);
    if (!below[room]) {
      breaches.push(`${path}: src/${room} is not a room of the house`);
      continue;
    }
    for (const {line, quoted, name} of includesOf(tree, path)) {
      const place = `${path}:${line}`;
      const library = libraries.find(({match}) => match.test(name));
      const target = name.split('/')[0];
      if (library) {
        if (!library.rooms.includes(room)) {
          breaches.push(`${place}: ${room} includes ${library.name} ("${name}")`);
        }
      } else if (below[target] && name.includes('/')) {
        if (!below[room].includes(target)) breaches.push(`${place}: ${room} includes ${target} ("${name}")`);
      } else if (room === 'main' && quoted && tree.files.includes(`src/${name}`)) {
        continue;
      } else if (quoted) {
        breaches.push(`${place}: "${name}" is not named from src, as in "core/matrix.hpp"`);
      } else if (path === intrinsics.file && intrinsics.match.test(name)) {
        continue;
      } else if (room === 'core' && !/^[a-z_0-9]+$/.test(name)) {
        breaches.push(`${place}: core includes <${name}>, which is neither Eigen nor the standard library`);
      }
    }
  }
  return breaches;
}

function roomWords(tree) {
  const breaches = [];
  for (const path of sources(tree)) {
    const lines = stripCpp(tree.text(path)).split('\n');
    for (const {name, match, rooms} of words) {
      if (rooms.includes(roomOf(path))) continue;
      for (const [index, line] of lines.entries()) {
        const found = match.exec(line);
        if (found) breaches.push(`${path}:${index + 1}: ${found[0].trim()} is ${name}, which stays in ${rooms.join(', ')}`);
      }
    }
  }
  return breaches;
}

const ownCode = /^(src|tests|bench|web|shaders|tools|cmake|\.ci)\/|^CMakeLists\.txt$/;
const codeFile = /\.(cpp|hpp|mjs|js|css|html|glsl|cmake|sh)$|CMakeLists\.txt$|^tools\/[^./]+$|^\.ci\/[^./]+$/;
const isCode = (path) => ownCode.test(path) && codeFile.test(path);

function fileSize(tree) {
  const breaches = [];
  for (const path of tree.files.filter(isCode)) {
    const lines = tree.text(path).split('\n').length - 1;
    if (lines > 600) breaches.push(`${path}: ${lines} lines are more than 600`);
    else if (lines > 400) breaches.push({warning: `${path}: ${lines} lines are more than 400`});
  }
  return breaches;
}

function licence(tree) {
  return tree.files
    .filter(isCode)
    .filter((path) => {
      const lines = tree.text(path).split('\n');
      const first = /^(#!|<!doctype)/i.test(lines[0]) ? lines[1] : lines[0];
      return !/^(\/\/|#|\/\*|<!--) SPDX-License-Identifier: MIT\b/.test(first ?? '');
    })
    .map((path) => `${path}: does not begin with "SPDX-License-Identifier: MIT" in a comment`);
}

function headerGuard(tree) {
  return tree.files
    .filter((path) => path.endsWith('.hpp') && ownCode.test(path))
    .filter((path) => !/^#pragma once$/m.test(tree.text(path)))
    .map((path) => `${path}: has no "#pragma once"`);
}

// Package sources that this machine uses, from its own settings: their names belong to the machine.
export function machineHosts(etc = '/etc/apt', settings = process.env) {
  const texts = [settings.npm_config_registry ?? '', settings.NPM_CONFIG_REGISTRY ?? ''];
  for (const folder of [etc, join(etc, 'sources.list.d')]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      if (/\.(list|sources)$/.test(name)) texts.push(readFileSync(join(folder, name), 'utf8'));
    }
  }
  const npm = spawnSync('npm', ['config', 'get', 'registry'], {encoding: 'utf8'});
  texts.push(npm.stdout ?? '');
  const hosts = texts.flatMap((text) => [...text.matchAll(/https?:\/\/([^\s/:@]+)/g)].map((found) => found[1]));
  return [...new Set(hosts)].filter((host) => host.includes('.') && !/^(127\.|0\.|localhost)/.test(host));
}

// Put together here, since a file that names one would break the rule itself.
const publicHosts = [
  ['registry', 'npmjs', 'org'],
  ['registry', 'yarnpkg', 'com'],
  ['deb', 'debian', 'org'],
  ['ftp', 'debian', 'org'],
  ['security', 'debian', 'org'],
  ['snapshot', 'debian', 'org'],
].map((parts) => parts.join('.'));

function registryHosts(tree) {
  const hosts = [...new Set([...publicHosts, ...(tree.hosts ?? machineHosts())])];
  const breaches = [];
  for (const path of tree.files) {
    const text = tree.text(path);
    if (text === null) continue;
    // The host itself is not repeated: this message may end up in the repository as well.
    if (hosts.some((host) => text.includes(host))) breaches.push(`${path}: names the host of a package registry`);
    if (/package-lock\.json$/.test(path) && /"resolved": "http/.test(text)) {
      breaches.push(`${path}: has "resolved" addresses; npm's omit-lockfile-registry-resolved leaves them out`);
    }
  }
  return breaches;
}

function formatting(tree) {
  const files = tree.files.filter((path) => isCpp(path) && ownCode.test(path));
  if (!files.length) return [];
  const program = ['clang-format-14', 'clang-format'].find(
    (name) => !spawnSync(name, ['--version']).error,
  );
  if (!program) return ['clang-format-14 is not installed'];
  const breaches = [];
  for (let first = 0; first < files.length; first += 100) {
    const some = files.slice(first, first + 100);
    const run = spawnSync(program, ['--dry-run', '--style=file', ...some], {
      cwd: tree.root,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const places = [...run.stderr.matchAll(/^(\S+?):(\d+):\d+: (?:warning|error): .*clang-format/gm)];
    const seen = new Set();
    for (const [, path, line] of places) {
      if (!seen.has(path)) breaches.push(`${path}:${line}: is not as clang-format would write it`);
      seen.add(path);
    }
    if (run.status !== 0 && !places.length) breaches.push(`${program}: ${run.stderr.trim()}`);
  }
  return breaches;
}

export const rules = [
  {name: 'rooms include only rooms below them and their own libraries', check: includeDirection},
  {name: 'ImGui, OpenGL and Emscripten stay in their rooms', check: roomWords},
  {name: 'no file is longer than 600 lines', check: fileSize},
  {name: 'every file of code names its licence', check: licence},
  {name: 'every header has its guard', check: headerGuard},
  {name: 'no file names the host of a package registry', check: registryHosts},
  {name: 'C++ is formatted as .clang-format says', check: formatting},
];
