// SPDX-License-Identifier: MIT
// The network panel by hand: numbers set where they stand, layers added between, depth zoomed.

import {expect, expect_equal} from './check.mjs';
import {fresh_visits} from './visits.mjs';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);
const weight = async (visit, layer, unit, input) =>
  (await visit.call('parameters'))[layer - 1].W[unit][input];

export async function network_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  const {page} = visit;

  await test('a kept unit shows its terms, and a weight is typed there', async () => {
    await visit.call('open', {isobath: 1});
    await visit.settle();
    await visit.click('unit-1-2');
    await visit.until('the card is there', () => has(visit, 'card-term-0'));
    await visit.click('card-term-0');
    await visit.until('the field is open', () => has(visit, 'parameter-value'));
    await page.keyboard.type('1.5');
    await visit.press('Enter');
    await visit.until('the weight is set',
      async () => await weight(visit, 1, 2, 0) === 1.5);
    expect(!(await has(visit, 'parameter-value')), 'the field is still open');
    expect((await visit.call('link')).includes('packed='), 'the link does not carry it');
  });

  await test('training goes on from a weight set by hand', async () => {
    await visit.call('step', 3);
    expect_equal((await visit.call('record')).step, 3, 'step');
    expect(await weight(visit, 1, 2, 0) !== 1.5, 'the weight does not learn');
    await visit.press('Escape');
    await visit.until('the card is gone', async () => !(await has(visit, 'card-close')));
  });

  await test('a layer is added between two others', async () => {
    await visit.click('layer-1-insert');
    await visit.until('it is there',
      async () => (await visit.call('document')).network.layers.length === 3);
  });

  await test('the wheel zooms out of a deep network', async () => {
    await visit.call('open', {isobath: 1, network: {layers: [
      ...Array.from({length: 60}, () => ({units: 8, activation: 'tanh'})),
      {units: 1, activation: 'sigmoid'}]}});
    await visit.settle();
    expect(!(await has(visit, 'unit-50-0')), 'layer 50 is on screen already');
    const unit = await visit.widget('unit-1-0');
    await page.mouse.move(unit.x + unit.width / 2, unit.y + unit.height / 2, {steps: 2});
    for (let i = 0; i < 20; ++i) await page.mouse.wheel({deltaY: 240});
    await visit.until('all layers show', () => has(visit, 'unit-60-0'));
  });

  await close();
}
