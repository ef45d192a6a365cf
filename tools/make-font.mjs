// SPDX-License-Identifier: MIT
// Cuts a TrueType font down to characters that are drawn together.
//   node tools/make-font.mjs interface|hangul|hangul-rare FULL.ttf CUT.ttf
// hangul is what daily texts are written with, the 2350 syllables of KS X 1001 and the single
// letters; hangul-rare is every other syllable.
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import subsetFont from 'subset-font';

// [first, last] code points, both included.
const interfaceRanges = [
  [0x0020, 0x007e],  // Basic Latin
  [0x00a0, 0x00ff],  // Latin-1
  [0x0100, 0x017f],  // Latin Extended-A: ŷ among them
  [0x02b0, 0x02ff],  // raised letters: ˡ among them
  [0x0370, 0x03ff],  // Greek
  [0x2000, 0x206f],  // general punctuation
  [0x2070, 0x209f],  // superscripts and subscripts
  [0x20a9, 0x20a9],  // won
  [0x20ac, 0x20ac],  // euro
  [0x2100, 0x214f],  // letters as signs: ℓ among them
  [0x2190, 0x21ff],  // arrows
  [0x2200, 0x22ff],  // mathematical operators
  [0x2300, 0x23ff],  // keys: ⌘ among them
  [0x2500, 0x25ff],  // box drawing, blocks, geometric shapes
  [0x33a1, 0x33a1],  // square metres
  [0xfffd, 0xfffd],  // the replacement character
];

const spread = (ranges) => ranges.flatMap(([first, last]) =>
  Array.from({length: last - first + 1}, (_, i) => String.fromCodePoint(first + i)));

// The syllables lie in rows B0 to C8 of the standard's table.
function commonSyllables() {
  const decoder = new TextDecoder('euc-kr');
  const cells = [];
  for (let row = 0xb0; row <= 0xc8; ++row) {
    for (let column = 0xa1; column <= 0xfe; ++column) cells.push(row, column);
  }
  return [...decoder.decode(new Uint8Array(cells))];
}

const sets = {
  interface: () => spread(interfaceRanges),
  hangul: () => [...commonSyllables(), ...spread([[0x3131, 0x318e]])],
  'hangul-rare': () => {
    const common = new Set(commonSyllables());
    return spread([[0xac00, 0xd7a3]]).filter((syllable) => !common.has(syllable));
  },
};

const [set, full, cut] = process.argv.slice(2);
if (!sets[set] || !full || !cut) {
  console.error(`usage: node tools/make-font.mjs ${Object.keys(sets).join('|')} FULL.ttf CUT.ttf`);
  process.exit(2);
}

// Dear ImGui neither shapes nor kerns: layout tables, and the glyphs that only they reach, would be
// half of each font.
const subset = await subsetFont(await readFile(full), sets[set]().join(''),
  {targetFormat: 'truetype', keepFeatures: []});
await mkdir(dirname(cut), {recursive: true});
await writeFile(cut, subset);
