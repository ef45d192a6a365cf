// SPDX-License-Identifier: MIT
// A user's way with searches: parallel axes with brushes, a line that is told and opened, and the
// files of sweeps that are dropped on the page.

import {expect, expect_equal} from './check.mjs';
import {difference} from './pixels.mjs';
import {fresh_visits} from './visits.mjs';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);
const kPreset = 13;

async function cells(visit, id = 'search') {
  const {value} = await visit.widget(id);
  return value.split(' of ').map((text) => Number(text.replace(/[^0-9]/g, '')));
}

const complete = (visit) => visit.until('the search is complete', async () => {
  const [known, wanted] = await cells(visit);
  return wanted > 0 && known === wanted;
}, 120000);

async function place(visit, id, across, down) {
  const {x, y, width, height} = await visit.widget(id);
  return [x + across * width, y + down * height];
}

async function drag(visit, id, from, to) {
  await visit.page.mouse.move(...await place(visit, id, 0.5, from), {steps: 3});
  await visit.page.mouse.down();
  await visit.settle_input(2);
  await visit.page.mouse.move(...await place(visit, id, 0.5, to), {steps: 8});
  await visit.settle_input(2);
  await visit.page.mouse.up();
  await visit.settle_input();
}

async function begin_search(visit) {
  await visit.click('study-switch');
  await visit.until('the study is there', () => has(visit, 'study-preset'));
  await visit.click('study-preset');
  await visit.until('the list is open', () => has(visit, `study-preset-${kPreset}`));
  await visit.click(`study-preset-${kPreset}`);
  await visit.until('the search is there', () => has(visit, 'search'));
  await complete(visit);
}

/** The pointer goes down the plot until it is near a line; what is told of that. */
async function point_at_line(visit) {
  for (let down = 0.3; down < 0.95; down += 0.06) {
    await visit.page.mouse.move(...await place(visit, 'search', 0.2, down), {steps: 3});
    await visit.settle_input();
    const {description} = await visit.widget('search');
    const told = description.match(/Pointed at: α ([^,]+), scale ([^,]+), width ([^,]+),/);
    if (told) return told.slice(1).map(Number);
  }
  throw new Error('no line is near the pointer');
}

/** A sweep's lines: of a grid of 8 × 6, or of cells drawn anywhere. */
function sweep_lines(grid) {
  const lines = [];
  for (let cell = 0; cell < 48; ++cell) {
    const alpha = grid ? 10 ** (cell % 8 / 2 - 2) : 0.01 + ((cell * 37) % 48) / 16;
    const scale = grid ? 0.5 + Math.floor(cell / 8) * 0.5 : 0.5 + ((cell * 29) % 48) / 20;
    lines.push(JSON.stringify({cell, of: 48,
      fields: {'training.learning_rate': Number(alpha.toPrecision(12)), 'initialization.scale': scale},
      value: cell % 11 === 0 ? 'NaN' : 0.01 * (1 + cell),
      runs: [{step: 50, diverged: cell % 11 === 0 ? {step: 7, layer: 1, what: 'Z', unit: 0, example: 0} : null}]}));
  }
  return lines;
}

async function story(test, visit, name) {
  await test('a search is one choice away and fills', async () => {
    await begin_search(visit);
    const {study} = await visit.call('document');
    expect_equal([study.kind, study.random], ['search', 200], 'the study');
    expect_equal(await cells(visit), [200, 200], 'cells');
    await visit.picture(`${name}-search`);
  });

  await test('a brush is dragged on an axis, moved and cleared', async () => {
    const before = await visit.picture();
    await drag(visit, 'search-axis-0', 0.2, 0.5);
    const {value} = await visit.widget('search-axis-0');
    expect(value.includes(' to '), `the axis says its brush, not "${value}"`);
    const state = (await visit.widget('search-state')).value;
    expect(/· \d+ chosen/.test(state), `it says how many are chosen: ${state}`);
    expect(difference(before, await visit.picture(`${name}-search-brushed`)) > 0.01, 'it is seen');
    await drag(visit, 'search-axis-0', 0.35, 0.55);
    expect((await visit.widget('search-axis-0')).value !== value, 'the brush is moved');
    await drag(visit, 'search-axis-3', 0.5, 0.98);
    await visit.picture(`${name}-search-two-brushes`);
    await visit.click('search-axis-0', [0.5, 0.05]);
    expect_equal((await visit.widget('search-axis-0')).value, '', 'the brush after a click beside it');
    await visit.click('search-clear');
    expect(!(await visit.widget('search-state')).value.includes('chosen'), 'all are chosen again');
  });

  await test('the line under the pointer is told, a click opens it and undo returns', async () => {
    const before = await visit.call('document');
    const [alpha, scale, width] = await point_at_line(visit);
    await visit.picture(`${name}-search-pointed`);
    await visit.page.mouse.down();
    await visit.settle_input(2);
    await visit.page.mouse.up();
    await visit.settle_input();
    const opened = await visit.call('document');
    expect_equal([opened.training.learning_rate, opened.initialization.scale,
      opened.network.layers[0].units], [alpha, scale, width], 'the experiment');
    expect_equal(opened.study, before.study, 'the study');
    expect_equal(await cells(visit), [200, 200], 'cells that are still known');
    await visit.click('undo');
    expect_equal(await visit.call('document'), before, 'the document after undo');
  });

  await test('a dropped sweep of two fields is a map, and a click sets both', async () => {
    const before = await visit.call('document');
    const lines = sweep_lines(true);
    // Parts in any order, one of them missing.
    await visit.drop('cells.jsonl', lines.slice(0, 40).reverse().join('\n') + '\n');
    await visit.until('the map is there', () => has(visit, 'map'));
    expect_equal((await visit.widget('sweep-file')).value, 'cells.jsonl', 'the name of the file');
    expect_equal(await cells(visit, 'map'), [40, 48], 'cells');
    expect_equal(await visit.call('document'), before, 'the document');
    await visit.picture(`${name}-sweep-map`);
    await visit.click('map', [0.5 / 8, 1 - 0.5 / 6]);
    const opened = await visit.call('document');
    expect_equal([opened.training.learning_rate, opened.initialization.scale], [0.01, 0.5],
      'the experiment of the lower left cell');
    await visit.click('undo');
    expect_equal(await visit.call('document'), before, 'the document after undo');
  });

  await test('a dropped sweep of drawn cells has parallel axes', async () => {
    await visit.drop('drawn.jsonl', sweep_lines(false).join('\n'));
    await visit.until('the axes are there', () => has(visit, 'search-axis-2'));
    expect_equal(await cells(visit), [48, 48], 'cells');
    await visit.picture(`${name}-sweep-drawn`);
  });

  await test('a bad file is one sentence, and what was there stays', async () => {
    const lines = sweep_lines(true);
    await visit.drop('torn.jsonl', `${lines[0]}\n${lines[1].slice(0, 50)}`);
    await visit.until('it is told', () => has(visit, 'message'));
    expect((await visit.widget('message')).value.includes('torn.jsonl: line 2: '),
      `the line is told: ${(await visit.widget('message')).value}`);
    expect_equal((await visit.widget('sweep-file')).value, 'drawn.jsonl', 'the file that is shown');
  });

  await test('closing the file leads back to the study of the document', async () => {
    await visit.click('sweep-close');
    await visit.until('the search is back', () => has(visit, 'search-field-0'));
    expect_equal(await cells(visit), [200, 200], 'cells that are known at once');
  });
}

export async function search_tests(checks, browser, server, name) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  await story(test, visit, name);
  await close();
}

/** Fingers: brushes are dragged, a tap tells, a second one opens. */
export async function search_phone_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server,
    {width: 390, height: 844, scale: 2, touch: true});
  const {touchscreen} = visit.page;
  const tap = async (id, across = 0.5, down = 0.5) => {
    await touchscreen.tap(...await place(visit, id, across, down));
    await visit.settle_input();
  };

  await test('on a phone brushes are dragged by a finger', async () => {
    await tap('menu');
    await tap('menu-study');
    await visit.until('the study is there', () => has(visit, 'study-preset'));
    await tap('study-preset');
    await visit.until('the list is open', () => has(visit, `study-preset-${kPreset}`));
    await tap(`study-preset-${kPreset}`);
    await visit.until('the search is there', () => has(visit, 'search'));
    await complete(visit);
    await visit.picture('phone-search');
    const [x, y] = await place(visit, 'search-axis-1', 0.5, 0.3);
    const finger = await touchscreen.touchStart(x, y);
    for (let i = 1; i <= 6; ++i) {
      await finger.move(x, y + 15 * i);
      await visit.settle_input(2);
    }
    await finger.end();
    await visit.settle_input();
    expect((await visit.widget('search-axis-1')).value.includes(' to '), 'the axis has a brush');
    await visit.picture('phone-search-brushed');
    await tap('search-clear');
  });

  await test('a tap tells a line, a second one opens it', async () => {
    const before = await visit.call('document');
    let told = false;
    for (let down = 0.3; down < 0.9 && !told; down += 0.1) {
      await tap('search', 0.25, down);
      told = (await visit.widget('search')).description.includes('Pointed at: ');
      if (!told) continue;
      await visit.picture('phone-search-tapped');
      expect_equal(await visit.call('document'), before, 'the document after a tap');
      await tap('search', 0.25, down);
      expect((await visit.call('document')).training.learning_rate !== before.training.learning_rate,
        'a second tap opens it');
    }
    expect(told, 'a line is told');
  });
  await close();
}
