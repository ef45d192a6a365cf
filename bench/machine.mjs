// SPDX-License-Identifier: MIT
// On what and of what the figures are.
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';

function firstLine(program, ...values) {
  const run = spawnSync(program, values, {encoding: 'utf8'});
  return run.status === 0 ? run.stdout.split('\n')[0].trim() : null;
}

function systemName() {
  if (!existsSync('/etc/os-release')) return process.platform;
  const found = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8'));
  return found ? found[1] : process.platform;
}

// What tells processors of one name apart: family and model as the system counts them.
function processor() {
  const {model} = cpus()[0];
  if (!existsSync('/proc/cpuinfo')) return model;
  const text = readFileSync('/proc/cpuinfo', 'utf8');
  const [family, number] = ['cpu family', 'model'].map((name) =>
    new RegExp(`^${name}\\s*: (\\d+)`, 'm').exec(text)?.[1]);
  return family && number ? `${model.trim()} (family ${family}, model ${number})` : model;
}

export function machine(root) {
  const changed = firstLine('git', '-C', root, 'status', '--porcelain', '--', 'src', 'cmake', 'web');
  const commit = firstLine('git', '-C', root, 'rev-parse', '--short', 'HEAD');
  const emcc = firstLine('emcc', '--version');
  return {
    processor: processor(),
    cores: cpus().length,
    memory_gib: Math.round(totalmem() / 2 ** 30),
    system: systemName(),
    compiler: firstLine('c++', '--version'),
    emscripten: emcc && (/\d+\.\d+\.\d+/.exec(emcc)?.[0] ?? emcc),
    node: process.version,
    commit: commit && (changed ? `${commit} with changes` : commit),
    date: new Date().toISOString().slice(0, 10),
  };
}
