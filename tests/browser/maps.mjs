// SPDX-License-Identifier: MIT
// A user's way with maps of many trainings: opened, zoomed while it computes, moved, gone back
// through, and left by a click on a cell, whose experiment is then the open one.

import {readFileSync} from 'node:fs';

import {expect, expect_equal} from './check.mjs';
import {difference} from './pixels.mjs';
import {fresh_visits} from './visits.mjs';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);

/** [known, wanted] cells, as the line below the map says. */
async function cells(visit) {
  const {value} = await visit.widget('map');
  return value.split(' of ').map((text) => Number(text.replace(/[^0-9]/g, '')));
}

const complete = (visit) => visit.until('the map is complete', async () => {
  const [known, wanted] = await cells(visit);
  return wanted > 0 && known === wanted;
}, 120000);

async function place(visit, across, down) {
  const {x, y, width, height} = await visit.widget('map');
  return [x + across * width, y + down * height];
}

/** The pointer rests there. */
async function point(visit, across, down) {
  await visit.page.mouse.move(...await place(visit, across, down), {steps: 3});
  await visit.settle_input();
}

async function click(visit, across, down) {
  await point(visit, across, down);
  await visit.page.mouse.down();
  await visit.settle_input(2);
  await visit.page.mouse.up();
  await visit.settle_input();
}

/** Has the page write this file. */
async function write(visit, file) {
  await visit.click('study-save');
  await visit.until('the list is open', () => has(visit, `study-save-${file}`));
  await visit.click(`study-save-${file}`);
  await visit.until(`${file} is saved`, () => visit.page.evaluate(
    (wanted) => window.saved_files.some(([found]) => found === wanted), file));
}

/** What the page would have written to it. */
async function save(visit, file) {
  await write(visit, file);
  // As text, a character a byte: lists of numbers take their time on the way.
  return Buffer.from(await visit.page.evaluate((wanted) => {
    const [, bytes] = window.saved_files.find(([found]) => found === wanted);
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  }, file), 'latin1');
}

async function choose(visit, id, index) {
  await visit.click(id);
  await visit.until('the list is open', () => has(visit, `${id}-${index}`));
  await visit.click(`${id}-${index}`);
}

async function story(test, visit, name) {
  await test('the map is one click away and fills from coarse to fine', async () => {
    await visit.click('study-switch');
    await visit.until('the map is there', () => has(visit, 'map'));
    const {study} = await visit.call('document');
    expect_equal(study.kind, 'map', 'the kind of study');
    await complete(visit);
    expect(await has(visit, 'map-ring'), 'the open experiment is a ring on the map');
    await visit.picture(`${name}-map-scale-rate`);
  });

  await test('a click on a cell opens its experiment, and undo returns', async () => {
    const before = await visit.call('document');
    await click(visit, 0.8, 0.25);
    const opened = await visit.call('document');
    expect(opened.initialization.scale > 2, 'its scale is that of the cell');
    expect(opened.training.learning_rate > 0.5, 'its α is that of the cell');
    expect_equal(opened.study, before.study, 'the study');
    await visit.until('the map is still complete', async () => {
      const [known, wanted] = await cells(visit);
      return known === wanted;
    });
    await visit.click('undo');
    expect_equal(await visit.call('document'), before, 'the document after undo');
  });

  await test('the wheel zooms at the pointer while it computes, and the trail leads back', async () => {
    await visit.call('open', {isobath: 1});
    await visit.click('study-switch');
    await visit.click('study-switch');
    await visit.until('the map is there', () => has(visit, 'map'));
    const whole = await visit.picture();
    await point(visit, 0.4, 0.5);
    for (let i = 0; i < 8; ++i) {
      await visit.page.mouse.wheel({deltaY: -120});
      await visit.settle_input(2);
    }
    await complete(visit);
    expect(difference(whole, await visit.picture(`${name}-map-zoomed`)) > 0.01, 'it is another part');
    await click(visit, 0.4, 0.5);
    const near = await visit.call('document');
    await visit.click('undo');
    await visit.click('map-back');
    await complete(visit);
    await click(visit, 0.4, 0.5);
    const far = await visit.call('document');
    const apart = Math.abs(Math.log10(near.training.learning_rate / far.training.learning_rate));
    expect(apart <= 0.06, `what lies under the pointer stays there, not ${apart} decades apart`);
    await visit.click('undo');
  });

  await test('dragging moves it, and nothing is opened by that', async () => {
    await visit.click('map-forward');
    const before = await visit.call('document');
    const there = await visit.picture();
    await point(visit, 0.3, 0.4);
    await visit.page.mouse.down();
    await visit.page.mouse.move(...await place(visit, 0.6, 0.6), {steps: 8});
    await visit.settle_input(2);
    await visit.page.mouse.up();
    await visit.settle_input();
    expect(difference(there, await visit.picture()) > 0.01, 'another part is in view');
    expect_equal(await visit.call('document'), before, 'the document');
    await visit.click('map-whole');
    await complete(visit);
  });

  await test('fifty gestures leave no thread behind', async () => {
    const threads = visit.page.workers().length;
    await point(visit, 0.5, 0.5);
    for (let i = 0; i < 50; ++i) {
      await visit.page.mouse.wheel({deltaY: i % 5 === 4 ? 480 : -120});
      await visit.settle_input(1);
    }
    expect_equal(visit.page.workers().length, threads, 'threads');
    await visit.click('map-whole');
    await complete(visit);
  });

  await test('what is in view is saved, as a picture and as numbers', async () => {
    await visit.page.evaluate(() => {
      window.saved_files = [];
      let content = null;
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => make.call(URL, content = blob);
      HTMLAnchorElement.prototype.click = function () {
        const name = this.download;
        content.arrayBuffer().then((bytes) =>
          window.saved_files.push([name, new Uint8Array(bytes)]));
      };
    });
    expect_equal((await save(visit, 'map.png')).subarray(1, 4).toString(), 'PNG', 'the kind of file');
    const lines = (await save(visit, 'map.jsonl')).toString().trim().split('\n').map((line) => JSON.parse(line));
    const [known] = await cells(visit);
    expect_equal([lines.length, lines[0].of, lines.at(-1).cell], [known, known, known - 1], 'lines');
  });

  await test('64 by 64 cells are the very file of the command line', async () => {
    const {link, fnv1a_64} = JSON.parse(readFileSync(
      new URL('../cli/map_64.json', import.meta.url), 'utf8'));
    const before = await visit.call('document');
    await visit.page.evaluate((hash) => { location.hash = hash; }, link);
    await visit.until('it is opened', async () =>
      (await visit.call('document')).study?.x === 'initialization.scale=log:0.1:10:64');
    await complete(visit);
    await visit.page.evaluate(() => { window.saved_files = []; });
    await write(visit, 'map.jsonl');
    // Megabytes stay in the page.
    const [lines, hash] = await visit.page.evaluate(() => {
      const [[, bytes]] = window.saved_files;
      let sum = 0xcbf29ce484222325n;
      for (const byte of bytes) sum = BigInt.asUintN(64, (sum ^ BigInt(byte)) * 0x100000001b3n);
      return [bytes.reduce((all, byte) => all + (byte === 10 ? 1 : 0), 0), sum.toString()];
    });
    expect_equal(lines, 4096, 'lines');
    expect_equal(hash, fnv1a_64, 'the FNV-1a hash of the file');
    await visit.call('open', before);
    await visit.until('the map is back', () => has(visit, 'map'));
  });

  await test('curves are one choice away, with their bands', async () => {
    await choose(visit, 'study-preset', 8);
    await visit.until('the curves are there', () => has(visit, 'curves'));
    await visit.until('they are complete', async () =>
      (await visit.widget('curves')).value === '25 of 25 trainings', 60000);
    await visit.picture(`${name}-curves`);
    // A line's layers in the scope, its difference from the first one, its experiment.
    await visit.click('curve-4');
    await visit.until('the line is chosen', () => has(visit, 'curve-open'));
    await visit.picture(`${name}-curves-scope`);
    await visit.click('curves-paired');
    await visit.picture(`${name}-curves-paired`);
    await visit.click('curves-paired');
    const raced = await visit.call('document');
    await visit.click('curve-open');
    expect_equal((await visit.call('document')).training.optimizer, 'adam', 'the optimizer');
    await visit.click('undo');
    expect_equal(await visit.call('document'), raced, 'the document after undo');
    await visit.click('undo');
    await visit.until('the map is back', () => has(visit, 'map'));
  });

  await test('a learning curve goes over examples', async () => {
    await choose(visit, 'study-preset', 11);
    await visit.until('the curves are there', () => has(visit, 'curves'));
    await visit.until('they are complete', async () =>
      (await visit.widget('curves')).value === '120 of 120 trainings', 60000);
    await visit.picture(`${name}-learning-curves`);
    const {study} = await visit.call('document');
    expect(study.over.startsWith('data.train_examples='), 'it goes over training examples');
    await visit.click('undo');
    await visit.until('the map is back', () => has(visit, 'map'));
  });

  await test('cells are kept for comparison with Shift, up to four', async () => {
    await complete(visit);
    await visit.page.keyboard.down('Shift');
    for (const [across, down] of [[0.2, 0.3], [0.4, 0.6], [0.6, 0.3], [0.8, 0.7], [0.5, 0.5]])
      await click(visit, across, down);
    await visit.page.keyboard.up('Shift');
    const kept = async () =>
      (await visit.widgets()).filter(({id}) => id.startsWith('map-compared-')).length;
    expect_equal(await kept(), 4, 'cells that are compared');
    await visit.picture(`${name}-map-compared`);
    await visit.click('map-compare-none');
    expect_equal(await kept(), 0, 'cells that are compared');
  });

  await test('it is left and found again as it was', async () => {
    await complete(visit);
    await visit.press('m');
    await visit.until('the network is back', () => has(visit, 'panel-network'));
    expect(!(await has(visit, 'map')), 'the map is gone');
    await visit.press('m');
    await visit.until('the map is back', () => has(visit, 'map'));
    const [known, wanted] = await cells(visit);
    expect_equal(known, wanted, 'cells that are known at once');
  });
}

export async function map_tests(checks, browser, server, name) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  await story(test, visit, name);
  await close();
}

/** Fingers: a tap tells, a second one opens; a pinch zooms. */
export async function map_phone_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server,
    {width: 390, height: 844, scale: 2, touch: true});
  const {touchscreen} = visit.page;

  await test('on a phone the map is in the menu, and a second tap opens a cell', async () => {
    const tap = async (id) => {
      const {x, y, width, height} = await visit.widget(id);
      await touchscreen.tap(x + width / 2, y + height / 2);
      await visit.settle_input();
    };
    await tap('menu');
    await tap('menu-study');
    await visit.until('the map is there', () => has(visit, 'map'));
    await complete(visit);
    await visit.picture('phone-map');
    const before = await visit.call('document');
    await touchscreen.tap(...await place(visit, 0.7, 0.3));
    await visit.settle_input();
    await visit.picture('phone-map-tapped');
    expect_equal(await visit.call('document'), before, 'the document after a tap');
    await touchscreen.tap(...await place(visit, 0.7, 0.3));
    await visit.settle_input();
    expect((await visit.call('document')).initialization.scale !== before.initialization.scale,
      'a second tap opens it');
  });

  await test('a pinch zooms the map', async () => {
    const before = await visit.picture();
    const [x, y] = await place(visit, 0.5, 0.5);
    const left = await touchscreen.touchStart(x - 20, y);
    const right = await touchscreen.touchStart(x + 20, y);
    for (let i = 1; i <= 6; ++i) {
      await left.move(x - 20 - 12 * i, y);
      await right.move(x + 20 + 12 * i, y);
      await visit.settle_input(2);
    }
    await left.end();
    await right.end();
    await complete(visit);
    expect(difference(before, await visit.picture('phone-map-pinched')) > 0.01, 'it is closer');
  });
  await close();
}
