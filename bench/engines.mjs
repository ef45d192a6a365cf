// SPDX-License-Identifier: MIT
// Everything that trains the workloads as a program of its own: Isobath natively and in Node.js,
// Eigen alone, and the peers. Each prints a line of JSON for each workload.
import {spawn, spawnSync} from 'node:child_process';
import {join} from 'node:path';

// A module with one relaxed multiply-add.
const relaxedProbe = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0,
  10, 19, 1, 17, 0, 65, 0, 253, 15, 65, 0, 253, 15, 65, 0, 253, 15, 253, 0x85, 0x02, 11]);
const relaxedFlag = '--experimental-wasm-relaxed-simd';

// What this Node.js wants to be told before it runs relaxed SIMD: nothing, a flag, or it cannot.
function relaxedFlags() {
  if (WebAssembly.validate(relaxedProbe)) return [];
  return spawnSync(process.execPath, [relaxedFlag, '-e', '']).status === 0 ? [relaxedFlag] : [];
}

// The system's: that of the PATH may be another one, without its packages.
const python = '/usr/bin/python3';

function hasTorch() {
  return spawnSync(python, ['-c', 'import torch']).status === 0;
}

// Runs a program; resolves to its lines of JSON, or to {failed: sentence}.
export function linesOf(program, values, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, values, {env: {...process.env, ...env}, stdio: ['ignore', 'pipe', 'pipe']});
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => { out += data; });
    child.stderr.on('data', (data) => { err += data; });
    child.on('error', (error) => resolve({failed: error.message}));
    child.on('close', (status) => {
      if (status !== 0) resolve({failed: err.trim().split('\n').at(-1) || `exit status ${status}`});
      else resolve(out.split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line)));
    });
  });
}

// Engines as {name, peer, place, run(workloads, budgetMs)}: `place` says with which of our own
// figures a peer's are compared. `workloads` come from the native program's lines.
export function engines(root) {
  const flags = relaxedFlags();
  const native = join(root, 'build/desktop-release/bench');
  const only = (workloads) => workloads.map(({name}) => name).join(',');
  const tasks = (workloads) => workloads.map(({name, network, batch}) => `${name}:${network}:${batch}`);
  const json = (workloads) =>
    JSON.stringify(workloads.map(({name, network, batch}) => ({name, network, batch})));
  const peer = (file) => join(root, 'bench/peers', file);
  const node = (file, env) => (workloads, budget) =>
    linesOf(process.execPath, [peer(file), String(budget), json(workloads)], env);
  // One for each build of the page.
  const builds = ['_relaxed', ''].flatMap((suffix) => {
    const place = suffix ? 'node relaxed' : 'node plain';
    const program = (name) => [...(suffix ? flags : []), join(root, 'build/web/bench', `${name}${suffix}.js`)];
    return [
      {name: 'Isobath in Node.js', place, run: (workloads, budget) => linesOf(process.execPath,
        [...program('isobath_bench'), '--only', only(workloads), '--budget-ms', String(budget)])},
      {name: 'Eigen alone in Node.js', peer: true, place, run: (workloads, budget) =>
        linesOf(process.execPath, [...program('isobath_bench_eigen'), String(budget), ...tasks(workloads)])},
    ];
  });
  return [
    {name: 'Isobath on the desktop', place: 'desktop', run: (workloads, budget) => linesOf(join(native, 'isobath_bench'),
      ['--only', only(workloads), '--budget-ms', String(budget)])},
    ...(process.arch === 'x64' ? [', AVX2', ', AVX-512'] : ['']).map((vectors) => ({
      name: `Eigen alone on the desktop${vectors}`, peer: true, place: 'desktop', run: (workloads, budget) =>
        linesOf(join(native, `isobath_bench_eigen${vectors === ', AVX-512' ? '_avx512' : ''}`),
          [String(budget), ...tasks(workloads)])})),
    {name: 'PyTorch, one thread', peer: true, place: 'desktop', run: (workloads, budget) => hasTorch()
      ? linesOf(python, [peer('pytorch.py'), String(budget), json(workloads)],
        {OMP_NUM_THREADS: '1'})
      : {failed: 'not installed (Debian: python3-torch)'}},
    ...builds,
    {name: 'TensorFlow.js, wasm', peer: true, place: 'web', run: node('tensorflow.mjs', {BACKEND: 'wasm'})},
    {name: 'TensorFlow.js, cpu', peer: true, place: 'web', run: node('tensorflow.mjs', {BACKEND: 'cpu'})},
    {name: 'ConvNetJS', peer: true, place: 'web', run: node('convnet.mjs')},
  ];
}

// The workloads themselves, told by the native program at the least expense.
export async function listWorkloads(root) {
  const lines = await linesOf(join(root, 'build/desktop-release/bench/isobath_bench'),
    ['--budget-ms', '1']);
  if (lines.failed) throw new Error(`isobath_bench: ${lines.failed}`);
  return lines;
}
