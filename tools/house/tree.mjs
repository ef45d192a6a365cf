// SPDX-License-Identifier: MIT
// The files of the tree, and C++ text with its comments and strings taken out.
import {execFileSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative, sep} from 'node:path';

const skipped = new Set(['.git', 'build', 'node_modules']);

function walk(folder, found) {
  for (const entry of readdirSync(folder, {withFileTypes: true})) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path, found);
    if (entry.isFile()) found.push(path);
  }
  return found;
}

// Paths below the root, with forward slashes: what git knows or would take, else every file.
export function listFiles(root) {
  try {
    const top = execFileSync('git', ['-C', root, 'rev-parse', '--show-toplevel'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    if (top === root) {
      const names = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
      const listed = execFileSync('git', ['-C', root, ...names], {
        encoding: 'utf8',
        maxBuffer: 1 << 26,
      });
      return [...new Set(listed.split('\0').filter(Boolean))].sort();
    }
  } catch {
    // No git, or not a work tree: every file it is.
  }
  return walk(root, [])
    .map((path) => relative(root, path).split(sep).join('/'))
    .sort();
}

// The file's text, or null for what is binary or gone.
export function readText(root, path) {
  try {
    const bytes = readFileSync(join(root, path));
    return bytes.includes(0) ? null : bytes.toString('utf8');
  } catch {
    return null;
  }
}

// Comments and the contents of strings become blanks, so that lines keep their numbers. Include
// lines keep their names.
export function stripCpp(text) {
  const token =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'/g;
  return text.replace(token, (match, _delimiter, offset) => {
    const lineStart = text.lastIndexOf('\n', offset) + 1;
    if (match[0] === '"' && /^\s*#\s*include\s*$/.test(text.slice(lineStart, offset))) return match;
    return match.replace(/[^\n]/g, ' ');
  });
}

export const isCpp = (path) => /\.(cpp|hpp)$/.test(path);

// The room of a source file: src/<room>/..., or "main" for files directly in src.
export function roomOf(path) {
  const parts = path.split('/');
  if (parts[0] !== 'src') return null;
  return parts.length > 2 ? parts[1] : 'main';
}
