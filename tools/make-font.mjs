// SPDX-License-Identifier: MIT
// Cuts a TrueType font down to the characters the user interface draws.
//   node tools/make-font.mjs FULL.ttf CUT.ttf
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import subsetFont from 'subset-font';

// [first, last] code points, both included.
const ranges = [
  [0x0020, 0x007e],  // Basic Latin
  [0x00a0, 0x00ff],  // Latin-1
  [0x0100, 0x017f],  // Latin Extended-A: ŷ among them
  [0x0370, 0x03ff],  // Greek
  [0x2000, 0x206f],  // general punctuation
  [0x2070, 0x209f],  // superscripts and subscripts
  [0x2190, 0x21ff],  // arrows
  [0x2200, 0x22ff],  // mathematical operators
  [0x2500, 0x25ff],  // box drawing, blocks, geometric shapes
  [0xfffd, 0xfffd],  // the replacement character
];

const [full, cut] = process.argv.slice(2);
if (!full || !cut) {
  console.error('usage: node tools/make-font.mjs FULL.ttf CUT.ttf');
  process.exit(2);
}

let text = '';
for (const [first, last] of ranges) {
  for (let point = first; point <= last; ++point) text += String.fromCodePoint(point);
}
const subset = await subsetFont(await readFile(full), text, {targetFormat: 'truetype'});
await mkdir(dirname(cut), {recursive: true});
await writeFile(cut, subset);
