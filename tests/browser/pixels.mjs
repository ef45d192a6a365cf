// SPDX-License-Identifier: MIT
// Screenshots as numbers: enough of PNG to read what browsers and our own programs write.

import {inflateSync} from 'node:zlib';

const PAETH = (a, b, c) => {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
};

/** An 8-bit RGB or RGBA PNG without interlacing → {width, height, rgb}. */
export function decode(png) {
  const bytes = Buffer.from(png);
  const chunks = [];
  let width = 0, height = 0, channels = 0;
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const data = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = data.readUInt32BE(0);
      height = data.readUInt32BE(4);
      channels = {2: 3, 6: 4}[data[9]];
      if (data[8] !== 8 || !channels || data[12] !== 0) throw new Error('not a PNG we can read');
    }
    if (type === 'IDAT') chunks.push(data);
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(chunks));
  const row = width * channels;
  const lines = Buffer.alloc(row * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; ++x) {
      const left = x >= channels ? lines[y * row + x - channels] : 0;
      const up = y > 0 ? lines[(y - 1) * row + x] : 0;
      const corner = x >= channels && y > 0 ? lines[(y - 1) * row + x - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, PAETH(left, up, corner)][filter];
      lines[y * row + x] = raw[y * (row + 1) + 1 + x] + guess;
    }
  }
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; ++i) {
    rgb.set(lines.subarray(i * channels, i * channels + 3), i * 3);
  }
  return {width, height, rgb};
}

/** The part of an image under `rect` of the page, `scale` pixels to a CSS pixel. */
export function crop(image, rect, scale = 1) {
  const x0 = Math.max(0, Math.round(rect.x * scale));
  const y0 = Math.max(0, Math.round(rect.y * scale));
  const x1 = Math.min(image.width, Math.round((rect.x + rect.width) * scale));
  const y1 = Math.min(image.height, Math.round((rect.y + rect.height) * scale));
  const width = Math.max(0, x1 - x0);
  const height = Math.max(0, y1 - y0);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; ++y) {
    const from = ((y0 + y) * image.width + x0) * 3;
    rgb.set(image.rgb.subarray(from, from + width * 3), y * width * 3);
  }
  return {width, height, rgb};
}

/** {colours: how many different ones, inked: share of pixels unlike the most frequent one}. */
export function look(image) {
  const counts = new Map();
  for (let i = 0; i < image.rgb.length; i += 3) {
    const colour = (image.rgb[i] << 16) | (image.rgb[i + 1] << 8) | image.rgb[i + 2];
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const total = image.rgb.length / 3;
  return {
    colours: counts.size,
    inked: total === 0 ? 0 : 1 - Math.max(...counts.values()) / total,
  };
}

/** Is something drawn here, rather than one flat colour? */
export function is_drawn(image) {
  const seen = look(image);
  return seen.colours >= 8 && seen.inked > 0.005;
}

/** Share of pixels that differ by more than a trifle. */
export function difference(a, b) {
  if (a.width !== b.width || a.height !== b.height) return 1;
  let changed = 0;
  for (let i = 0; i < a.rgb.length; i += 3) {
    const apart = Math.max(Math.abs(a.rgb[i] - b.rgb[i]), Math.abs(a.rgb[i + 1] - b.rgb[i + 1]),
      Math.abs(a.rgb[i + 2] - b.rgb[i + 2]));
    if (apart > 8) ++changed;
  }
  return changed / (a.rgb.length / 3);
}

/** Share of pixels near a colour. */
export function share_of(image, [red, green, blue], tolerance = 40) {
  let near = 0;
  for (let i = 0; i < image.rgb.length; i += 3) {
    if (Math.abs(image.rgb[i] - red) <= tolerance && Math.abs(image.rgb[i + 1] - green) <= tolerance &&
        Math.abs(image.rgb[i + 2] - blue) <= tolerance) ++near;
  }
  return near / (image.rgb.length / 3);
}
