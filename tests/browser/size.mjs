// SPDX-License-Identifier: MIT
// What a visitor has to download before the first picture.

import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';

import {expect} from './check.mjs';

/** Of the build that most browsers get, fonts included, as servers send it. */
const MOST_BYTES = 1_200_000;
const FILES = ['index.html', 'styles.css', 'load_error.js', 'page.js', 'variant.js',
  'isobath-relaxed-threads.js', 'isobath-relaxed-threads.wasm'];

const gzipped = (folder, name) => gzipSync(readFileSync(join(folder, name)), {level: 9}).length;

export async function size_tests(checks, folder) {
  await checks.test('the page is light enough', () => {
    const sizes = FILES.map((name) => [name, gzipped(folder, name)]);
    const sum = sizes.reduce((all, [, bytes]) => all + bytes, 0);
    expect(sum > 0 && sum <= MOST_BYTES,
      `${sum} bytes gzipped: ${sizes.map(([name, bytes]) => `${name} ${bytes}`).join(', ')}`);
  });
  await checks.test('Hangul is apart from it, daily syllables from rare ones', () => {
    const [daily, rare] = ['hangul.ttf', 'hangul_rare.ttf'].map((name) => gzipped(folder, name));
    expect(daily < 250_000 && rare > daily, `${daily} and ${rare} bytes gzipped`);
  });
}
