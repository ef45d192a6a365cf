// SPDX-License-Identifier: MIT
// The instruments themselves: each must be able to say no.

import {deflateSync} from 'node:zlib';

import {Checks, expect, expect_equal} from './check.mjs';
import {crop, decode, difference, is_drawn, look, share_of} from './pixels.mjs';

function flat(width, height, colour) {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; ++i) rgb[i] = colour[i % 3];
  return {width, height, rgb};
}

function chunk(type, data) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
}

export async function harness_tests(checks, server) {
  await checks.test('a failing test makes the exit status fail', async () => {
    const inner = new Checks();
    const said = [];
    const log = console.log;
    console.log = (line) => said.push(line);
    try {
      await inner.test('this one fails', () => { throw new Error('on purpose'); });
      let times = 0;
      await inner.test('this one fails once', () => {
        if (++times === 1) throw new Error('on purpose');
      });
      expect_equal(inner.sum_up(), 1, 'exit status');
      expect_equal(new Checks().sum_up(), 1, 'exit status without any test');
    } finally {
      console.log = log;
    }
    expect(said.includes('1 passed, 1 failed'), `said ${said}`);
    expect(said.includes('at the second attempt only: this one fails once'), `said ${said}`);
  });

  await checks.test('a blank picture is seen as blank', () => {
    const blank = flat(80, 60, [7, 26, 43]);
    expect(!is_drawn(blank), 'a flat picture passes as drawn');
    expect(!is_drawn(crop(blank, {x: 200, y: 0, width: 10, height: 10})), 'nothing passes as drawn');
    const noisy = flat(80, 60, [7, 26, 43]);
    for (let i = 0; i < 900; ++i) noisy.rgb[i * 7] = i % 251;
    expect(is_drawn(noisy), 'a drawn picture passes as blank');
  });

  await checks.test('differences and colours of pictures are measured', () => {
    const [a, b] = [flat(10, 10, [0, 0, 0]), flat(10, 10, [0, 0, 0])];
    expect_equal(difference(a, b), 0, 'no difference');
    b.rgb.fill(255, 0, 30);
    expect_equal(difference(a, b), 0.1, 'a tenth');
    expect_equal(share_of(b, [255, 255, 255]), 0.1, 'share of white');
    expect_equal(look(b).colours, 2, 'colours');
    expect_equal(difference(a, flat(9, 10, [0, 0, 0])), 1, 'other size');
  });

  await checks.test('every filter of PNG is read', () => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(2, 0);
    header.writeUInt32BE(5, 4);
    header[8] = 8;
    header[9] = 2;
    // Two pixels a row, all (10, 20, 30), written with filters 0 to 4.
    const rows = [[0, 10, 20, 30, 10, 20, 30], [1, 10, 20, 30, 0, 0, 0], [2, 0, 0, 0, 0, 0, 0],
      [3, 5, 10, 15, 0, 0, 0], [4, 0, 0, 0, 0, 0, 0]];
    const png = Buffer.concat([Buffer.alloc(8), chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(rows.flat()))), chunk('IEND', Buffer.alloc(0))]);
    expect_equal([...decode(png).rgb], [...flat(2, 5, [10, 20, 30]).rgb], 'pixels');
  });

  await checks.test('the server isolates the page and tells what is missing', async () => {
    const page = await fetch(server.url);
    expect_equal(page.headers.get('cross-origin-opener-policy'), 'same-origin', 'opener policy');
    expect_equal(page.headers.get('cross-origin-embedder-policy'), 'require-corp', 'embedder policy');
    expect_equal((await fetch(`${server.url}nothing.js`)).status, 404, 'status');
    expect_equal(server.missed.splice(0), ['/nothing.js'], 'missed');
  });
}
