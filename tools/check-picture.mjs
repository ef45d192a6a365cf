// SPDX-License-Identifier: MIT
// Is this PNG a picture of something? Fails on a picture of one colour, or one that is nearly so.
//   node tools/check-picture.mjs FILE.png
import {readFileSync} from 'node:fs';
import {inflateSync} from 'node:zlib';

const channelsOf = {0: 1, 2: 3, 4: 2, 6: 4};

// 8 bits a channel, not interlaced: {width, height, channels, pixels}. PNG specification, chapters 9, 11.
export function decodePng(bytes) {
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error('it is not a PNG');
  let header;
  const parts = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = data;
    if (kind === 'IDAT') parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = channelsOf[header[9]];
  if (header[8] !== 8 || !channels || header[12] !== 0) throw new Error('it is of an unexpected kind');
  const raw = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let row = 0; row < height; ++row) {
    const filter = raw[row * (stride + 1)];
    for (let i = 0; i < stride; ++i) {
      const left = i >= channels ? pixels[row * stride + i - channels] : 0;
      const up = row ? pixels[(row - 1) * stride + i] : 0;
      const corner = row && i >= channels ? pixels[(row - 1) * stride + i - channels] : 0;
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      pixels[row * stride + i] = raw[row * (stride + 1) + 1 + i] + guesses[filter];
    }
  }
  return {width, height, channels, pixels};
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const distances = [left, up, corner].map((value) => Math.abs(guess - value));
  return [left, up, corner][distances.indexOf(Math.min(...distances))];
}

const path = process.argv[2];
try {
  const {width, height, channels, pixels} = decodePng(readFileSync(path));
  const counts = new Map();
  for (let at = 0; at < pixels.length; at += channels) {
    const colour = pixels.readUIntBE(at, Math.min(channels, 3));
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const share = Math.max(...counts.values()) / (width * height);
  console.log(`${width} x ${height}, ${counts.size} colours, the most frequent on ${(100 * share).toFixed(1)} %`);
  if (counts.size < 50 || share > 0.97) throw new Error('hardly anything is drawn on it');
} catch (error) {
  console.error(`${path}: ${error.message}.`);
  process.exitCode = 1;
}
