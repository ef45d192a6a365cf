// SPDX-License-Identifier: MIT
// What a visitor has to download before the first picture.

import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

import {FIRST_VISIT, differences, gzipped, rooms_of} from '../../tools/size.mjs';
import {expect, expect_equal} from './check.mjs';

/** Of the build that most browsers get, fonts included, as servers send it. */
const MOST_BYTES = 1_035_000;

/** What the page weighed when somebody last looked, by room. */
const RECORDED = new URL('../../docs/size.json', import.meta.url);

const MAP = `    Addr      Off     Size Out     In      Symbol
       -       8        a TYPE
       -      20      100 CODE
       -      22       10         libisobath_app.a(unity_0_cxx.cxx.o):(_ZN7isobath3app4lookEv)
       -      22       10                 isobath::app::look()
       -      32       20         lto.tmp:(_ZNSt3__26vectorIN7isobath4core6MatrixIfEEE4growEv)
       -      52        8         /usr/lib/libc-mt.a(vfprintf.o):(printf)
       -      80       40 DATA
     400      82        4         libisobath_app.a(unity_0_cxx.cxx.o):(.rodata._ZN7isobath3app6kNamesE)
`;

export async function size_tests(checks, folder) {
  await checks.test('bytes are counted by room, and what grew is told', () => {
    const rooms = rooms_of(MAP);
    expect_equal(rooms, {app: {code: 16, data: 4}, core: {code: 32, data: 0},
      runtime: {code: 8, data: 0}}, 'rooms');
    expect_equal(differences({first_visit: 9, rooms: {app: {code: 6, data: 4}}},
      {first_visit: 7, rooms}), ['first visit 7 bytes in gzip (−2)', '  app 20 bytes (+10)',
      '  core 32 bytes (+32)', '  runtime 8 bytes (+8)'], 'differences');
  });
  const report = join(folder, '../size.json');
  if (existsSync(report)) {
    const [before, after] = [RECORDED, report].map((file) => JSON.parse(readFileSync(file, 'utf8')));
    for (const line of differences(before, after)) console.log(`          ${line}`);
  }
  await checks.test('the page is light enough', () => {
    const sizes = FIRST_VISIT.map((name) => [name, gzipped(folder, name)]);
    const sum = sizes.reduce((all, [, bytes]) => all + bytes, 0);
    expect(sum > 0 && sum <= MOST_BYTES,
      `${sum} bytes gzipped: ${sizes.map(([name, bytes]) => `${name} ${bytes}`).join(', ')}`);
  });
  await checks.test('Hangul is apart from it, daily syllables from rare ones', () => {
    const [daily, rare] = ['hangul.ttf', 'hangul_rare.ttf'].map((name) => gzipped(folder, name));
    expect(daily < 250_000 && rare > daily, `${daily} and ${rare} bytes gzipped`);
  });
}
