// SPDX-License-Identifier: MIT
// Every rule of the house is shown a tree that breaks it, and must say so, by name and place; and the
// tools that the house stands on are tried: the server's headers, the reading of apt's sources.
//   node tools/house/rules.test.mjs
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {get} from 'node:http';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {serve} from '../serve.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const spdx = '// SPDX-License-Identifier: MIT\n';

const tests = [];
const test = (name, body) => tests.push({name, body});

function tree(files) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'isobath-house-')));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), {recursive: true});
    writeFileSync(join(root, path), text);
  }
  return root;
}

// Runs tools/check-house on a tree of these files; gives its exit status and its lines.
function house(files) {
  const root = tree({'.clang-format': readFileSync(join(project, '.clang-format'), 'utf8'), ...files});
  const run = spawnSync(join(project, 'tools/check-house'), [root], {encoding: 'utf8'});
  rmSync(root, {recursive: true});
  return {status: run.status, output: run.stdout + run.stderr};
}

function breaks(rule, place, files) {
  const {status, output} = house(files);
  assert.equal(status, 1, output);
  assert.match(output, new RegExp(`^  ${place.replaceAll('.', '\\.')}`, 'm'));
  assert.match(output, new RegExp(`^FAILED: ${rule}`, 'm'));
  assert.equal(output.match(/^FAILED/gm).length, 1, output);
  assert.match(output, /^\d+ passed, 1 failed\n$/m);
}

const good = {
  'src/core/a.hpp': `${spdx}#pragma once\n#include <Eigen/Core>\n#include <vector>\n`,
  'src/ui/a.cpp': `${spdx}#include <imgui.h>\n\n#include "app/b.hpp"\n#include "fonts.hpp"\n`,
  'src/gfx/a.cpp': `${spdx}#include "shaders.hpp"\nvoid f() { glFlush(); }\n`,
  'src/core/b.cpp': `${spdx}// ImGui:: and glFlush() and __EMSCRIPTEN__ in a comment\nconst char* k = "GL_LINES";\n`,
  'tools/a': `#!/bin/sh\n# SPDX-License-Identifier: MIT\n`,
};

test('a good tree passes', () => {
  const {status, output} = house(good);
  assert.equal(status, 0, output);
  assert.match(output, /\n\d+ passed, 0 failed\n$/);
});

const direction = 'rooms include only rooms below';
test('core including data is found', () =>
  breaks(direction, 'src/core/a.cpp:3: core includes data', {...good, 'src/core/a.cpp': `${spdx}\n#include "data/a.hpp"\n`}));
test('core including JSON is found', () =>
  breaks(direction, 'src/core/a.cpp:2: core includes nlohmann', {...good, 'src/core/a.cpp': `${spdx}#include <nlohmann/json.hpp>\n`}));
test('core including a system header is found', () =>
  breaks(direction, 'src/core/a.cpp:2: core includes <unistd.h>', {...good, 'src/core/a.cpp': `${spdx}#include <unistd.h>\n`}));
test('an intrinsics header outside of the lanes is found', () =>
  breaks(direction, 'src/core/a.cpp:2: core includes <immintrin.h>', {...good, 'src/core/a.cpp': `${spdx}#include <immintrin.h>\n`}));
test('gfx including app is found', () =>
  breaks(direction, 'src/gfx/b.cpp:2: gfx includes app', {...good, 'src/gfx/b.cpp': `${spdx}#include "app/session/session.hpp"\n`}));
test('app including ImGui is found', () =>
  breaks(direction, 'src/app/a.cpp:2: app includes Dear ImGui', {...good, 'src/app/a.cpp': `${spdx}#include <imgui.h>\n`}));
test('ui including OpenGL is found', () =>
  breaks(direction, 'src/ui/b.cpp:2: ui includes OpenGL', {...good, 'src/ui/b.cpp': `${spdx}#include <GLES3/gl3.h>\n`}));
test('what joins the rooms may have headers of its own, which no room includes', () => {
  const joint = {...good, 'src/joint.hpp': `${spdx}#pragma once\n`};
  const {status, output} = house({...joint, 'src/main.cpp': `${spdx}#include "joint.hpp"\n`});
  assert.equal(status, 0, output);
  breaks(direction, 'src/ui/b.cpp:2: "joint.hpp"', {...joint, 'src/ui/b.cpp': `${spdx}#include "joint.hpp"\n`});
});
test('an include relative to its own folder is found', () =>
  breaks(direction, 'src/core/a.cpp:2: "a.hpp"', {...good, 'src/core/a.cpp': `${spdx}#include "a.hpp"\n`}));
test('an unknown room is found', () =>
  breaks(direction, 'src/attic/a.cpp: src/attic', {...good, 'src/attic/a.cpp': spdx}));

const words = 'ImGui, OpenGL and Emscripten stay';
test('ImGui outside of its rooms is found', () =>
  breaks(words, 'src/app/a.cpp:2: ImGui', {...good, 'src/app/a.cpp': `${spdx}void f() { ImGui::Begin("x"); }\n`}));
test('OpenGL outside of its rooms is found', () =>
  breaks(words, 'src/ui/b.cpp:2: glClear', {...good, 'src/ui/b.cpp': `${spdx}void f() { glClear(0); }\n`}));
test('a branch on Emscripten outside of platform is found', () =>
  breaks(words, 'src/core/a.cpp:2: __EMSCRIPTEN__', {...good, 'src/core/a.cpp': `${spdx}#ifdef __EMSCRIPTEN__\n#endif\n`}));

test('a file of 601 lines is found', () =>
  breaks('no file is longer', 'web/a.js: 601 lines', {...good, 'web/a.js': spdx + '\n'.repeat(600)}));
test('a file of 500 lines is a warning, not a failure', () => {
  const {status, output} = house({...good, 'web/a.js': spdx + '\n'.repeat(499)});
  assert.equal(status, 0, output);
  assert.match(output, /warning: web\/a\.js: 500 lines/);
});
test('a missing licence line is found', () =>
  breaks('every file of code names its licence', 'shaders/a.glsl:', {...good, 'shaders/a.glsl': 'void main() {}\n'}));
test('a header without a guard is found', () =>
  breaks('every header has its guard', 'src/core/c.hpp:', {...good, 'src/core/c.hpp': spdx}));
test('the host of a registry is found', () =>
  breaks('no file names the host', 'docs/a.md:', {...good, 'docs/a.md': `from https://${['deb', 'debian', 'org'].join('.')}/x\n`}));
test('a lock file with addresses is found', () =>
  breaks('no file names the host', 'package-lock.json:', {...good, 'package-lock.json': '{"resolved": "http://a.example/x"}\n'}));
test('unformatted code is found', () =>
  breaks('C\\+\\+ is formatted', 'src/core/a.cpp:2:', {...good, 'src/core/a.cpp': `${spdx}int   a ;\n`}));

// The compiler's own share of the rules, on a tree of two rooms built by the same CMake functions.
function compile(files) {
  const root = tree({
    'CMakeLists.txt': [
      'cmake_minimum_required(VERSION 3.25)',
      'project(fixture CXX)',
      `list(APPEND CMAKE_MODULE_PATH "${project}/cmake")`,
      'set(ISOBATH_HEADER_CHECKS ON)',
      'include(warnings)\ninclude(headers_alone)\ninclude(rooms)',
      'isobath_room(core)\nisobath_room(data LINK isobath::core)\n',
    ].join('\n'),
    'src/core/a.hpp': `${spdx}#pragma once\ninline int a() { return 1; }\n`,
    'src/core/a.cpp': '#include "core/a.hpp"\n',
    'src/data/b.hpp': `${spdx}#pragma once\n#include "core/a.hpp"\ninline int b() { return a(); }\n`,
    'src/data/b.cpp': '#include "data/b.hpp"\n',
    ...files,
  });
  const configured = spawnSync('cmake', ['-S', root, '-B', join(root, 'b'), '-G', 'Ninja'], {encoding: 'utf8'});
  assert.equal(configured.status, 0, configured.stderr);
  const built = spawnSync('cmake', ['--build', join(root, 'b')], {encoding: 'utf8'});
  rmSync(root, {recursive: true});
  return {status: built.status, output: built.stdout + built.stderr};
}
test('two good rooms compile', () => {
  const {status, output} = compile({});
  assert.equal(status, 0, output);
});
test('core cannot even find a header of data', () => {
  const {status, output} = compile({'src/core/c.cpp': '#include "data/b.hpp"\n'});
  assert.notEqual(status, 0);
  assert.match(output, /data\/b\.hpp: No such file/);
});
test('a header that leans on its includer does not compile alone', () => {
  const {status, output} = compile({'src/data/c.hpp': `${spdx}#pragma once\ninline int c() { return a(); }\n`});
  assert.notEqual(status, 0);
  assert.match(output, /headers_alone/);
});

const request = (url, path) =>
  new Promise((done, failed) => get(url, {path}, (answer) => (answer.resume(), done(answer))).on('error', failed));

test('a build tells how far it is, keeps all of it in its log, and does not hide a failure', () => {
  const root = tree({});
  const script = `kRoot=${project}; set -euo pipefail; . ${project}/tools/lib/say.sh
    . ${project}/tools/lib/build.sh
    for i in $(seq 40); do echo "[$i/40] Building CXX object $i"; done | tell_progress ${root}/log
    if { echo "FAILED: x"; false; } | tell_progress ${root}/failed; then echo went unnoticed; fi`;
  const {stdout, stderr, status} = spawnSync('bash', ['-c', script], {encoding: 'utf8'});
  assert.equal(status, 0, stderr);
  assert.equal(stdout, '');
  assert.match(stderr, /25 %\n[^]*50 %\n[^]*75 %\n[^]*100 %\n/);
  assert.equal(readFileSync(join(root, 'log'), 'utf8').split('\n').length, 41);
  assert.equal(readFileSync(join(root, 'failed'), 'utf8'), 'FAILED: x\n');
  rmSync(root, {recursive: true});
});

test('a program that is not built yet is built when it is asked for, once', async () => {
  const root = tree({});
  const asked = [];
  const served = await serve(root, 0, async (name) => {
    asked.push(name);
    if (name === 'isobath-relaxed') return false;
    for (const end of ['js', 'wasm']) writeFileSync(join(root, `${name}.${end}`), name);
    return true;
  });
  try {
    const [script, module] = await Promise.all(
      ['js', 'wasm'].map((end) => request(served.url, `/isobath-plain.${end}`)));
    assert.equal(script.statusCode, 200);
    assert.equal(module.statusCode, 200);
    assert.equal((await request(served.url, '/isobath-relaxed.js')).statusCode, 503);
    assert.equal((await request(served.url, '/isobath-other.js')).statusCode, 404);
    assert.equal((await request(served.url, '/page.js')).statusCode, 404);
    assert.deepEqual(asked, ['isobath-plain', 'isobath-relaxed']);
  } finally {
    await served.close();
    rmSync(root, {recursive: true});
  }
});

test('the server sends the headers that threads need, right types, and nothing from outside', async () => {
  const root = tree({'secret.txt': 'x', 'dist/index.html': '<p>', 'dist/a.wasm': 'x'});
  symlinkSync(join(root, 'secret.txt'), join(root, 'dist/link.txt'));
  const served = await serve(join(root, 'dist'));
  try {
    const page = await request(served.url, '/');
    assert.equal(page.statusCode, 200);
    assert.equal(page.headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(page.headers['cross-origin-embedder-policy'], 'require-corp');
    assert.match(page.headers['content-type'], /^text\/html/);
    assert.equal((await request(served.url, '/a.wasm?x#y')).headers['content-type'], 'application/wasm');
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/link.txt', '/%', '/%00', '/none']) {
      assert.equal((await request(served.url, path)).statusCode, 404, path);
    }
  } finally {
    await served.close();
    rmSync(root, {recursive: true});
  }
});

function aptSources(files) {
  const root = tree(files);
  const script = '. tools/lib/say.sh; . tools/lib/apt.sh; derive_debian_sources bookworm "$1"';
  const run = spawnSync('bash', ['-c', script, 'bash', root], {encoding: 'utf8', cwd: project});
  rmSync(root, {recursive: true});
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim().split('\n\n');
}
test('apt sources of one line are understood', () => {
  const stanzas = aptSources({
    'sources.list': 'deb [arch=amd64 signed-by=/k.gpg] http://a.example/debian bookworm main # ours\n#deb http://b.example/ bookworm main\n',
    'sources.list.d/other.list': 'deb https://c.example/apt tool-bookworm main\n',
  });
  assert.equal(stanzas.length, 3);
  assert.match(stanzas[0], /^URIs: http:\/\/a\.example\/debian\nSuites: bookworm\nComponents: main\nSigned-By: ?\/k\.gpg$/m);
  assert.match(stanzas[1], /^Types: deb deb-src\n[^]*^Suites: trixie$/m);
  assert.match(stanzas[2], /^Types: deb-src\n[^]*^Suites: forky$/m);
});
test('apt sources in deb822 form are understood', () => {
  const stanzas = aptSources({
    'sources.list.d/debian.sources': [
      'Types: deb\n# a comment\nURIs: http://a.example/debian\nSuites: bookworm bookworm-updates\nComponents: main contrib\nSigned-By: /k.gpg\n',
      'Enabled: no\nTypes: deb\nURIs: http://d.example/debian\nSuites: bookworm\nComponents: main\n',
      'Types: deb\nURIs: http://a.example/debian-security\nSuites: bookworm-security\nComponents: main\n',
    ].join('\n'),
  });
  assert.deepEqual(
    stanzas.map((stanza) => /Suites: (.*)/.exec(stanza)[1]),
    ['bookworm bookworm-updates', 'trixie', 'forky', 'bookworm-security'],
  );
});

// What tools/test counts when a test program ends with this status and these lines.
function tally(status, text) {
  const root = tree({log: text});
  const script =
    '. tools/lib/say.sh; . tools/lib/tally.sh; count_catch2 "$1" "$2"; printf "%s" "$(totals)"';
  const run = spawnSync('bash', ['-uc', script, 'bash', status, join(root, 'log')], {encoding: 'utf8', cwd: project});
  rmSync(root, {recursive: true});
  return run.stdout;
}
test('tools/test counts the cases of every run', () => {
  const passed = '1: All tests passed (12 assertions in 3 test cases)\n2: All tests passed (1 assertion in 1 test case)\n';
  assert.equal(tally('0', passed), '4 0');
  assert.equal(tally('1', '1: test cases: 6 | 4 passed | 1 failed | 1 skipped\n'), '4 1');
});
test('tools/test takes a crash, a contradicting status and an empty run for failures', () => {
  assert.equal(tally('139', 'Segmentation fault\n'), '0 1');
  assert.equal(tally('0', 'No tests ran\n'), '0 1');
  assert.equal(tally('2', '1: All tests passed (2 assertions in 2 test cases)\n2: No tests ran\n'), '2 1');
});

let failed = 0;
for (const {name, body} of tests) {
  try {
    await body();
    console.log(`ok: ${name}`);
  } catch (error) {
    ++failed;
    console.log(`FAILED: ${name}\n${error.message}`);
  }
}
console.log(`${tests.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
