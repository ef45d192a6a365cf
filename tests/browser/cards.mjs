// SPDX-License-Identifier: MIT
// A user's way through the activation's card, the product of linear layers, pinned runs, log steps
// and the parity's exact networks, in any engine.

import {expect, expect_equal} from './check.mjs';
import {fresh_visits} from './visits.mjs';

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);
const number_of = (text) => Number(text.replaceAll('−', '-'));

export async function card_tests(checks, browser, server, name) {
  const {visit, test, close} = await fresh_visits(checks, browser, server,
    {height: 1100});  // so that some runs are in sight
  const open = async (document) => {
    await visit.call('open', document);
    await visit.settle();
  };
  const layers = (...activations) => activations.map((activation, at) =>
    ({units: at + 1 < activations.length ? 4 : 1, activation}));
  const slope = async () => number_of((await visit.widget('activation-slope')).value);

  await test('an activation\'s name shows g, g′ and Z, and lives while it plays', async () => {
    await open({isobath: 1, network: {layers: layers('sigmoid', 'sigmoid')}});
    await visit.click('layer-1-curves');
    await visit.until('the card is there', () => has(visit, 'activation-plot'));
    // σ′ is at most a quarter.
    expect(await slope() <= 0.25 && await slope() > 0, 'the mean of σ′');
    expect_equal((await visit.widget('activation-flat')).label, 'saturated', 'the share');
    const before = (await visit.widget('activation-deviation')).value;
    await visit.click('play');
    await visit.until('Z has changed with the training', async () =>
      (await visit.widget('activation-deviation')).value !== before);
    await visit.click('play');
    await visit.settle();
    await visit.picture(`${name}-card-sigmoid`);
  });

  await test('ReLU in its place is chosen in the card', async () => {
    await visit.click('card-activation');
    await visit.until('the list is open', () => has(visit, 'card-activation-3'));
    await visit.click('card-activation-3');
    await visit.until('it is ReLU', async () =>
      (await visit.call('document')).network.layers[0].activation === 'relu');
    await visit.settle();
    expect_equal((await visit.widget('activation-flat')).label, 'dead units', 'the share');
    expect(await slope() > 0.25, 'ReLU passes more than a sigmoid can');
    await visit.picture(`${name}-card-relu`);
    await visit.press('Escape');
    await visit.until('the card is gone', async () => !(await has(visit, 'activation-plot')));
  });

  await test('linear layers are shown as the one matrix that they are', async () => {
    await open({isobath: 1, network: {layers: layers('linear', 'linear', 'sigmoid')}});
    await visit.until('the doctor has found them', () => has(visit, 'doctor-linear'));
    if (!(await has(visit, 'doctor-product'))) await visit.click('doctor-linear');
    await visit.click('doctor-product');
    await visit.until('the product is there', () => has(visit, 'linear-product'));
    const {label, value} = await visit.widget('linear-product');
    expect(label.includes('W[3]·W[2]·W[1], shape (1, 2)'), label);
    const [first, second, third] = await visit.call('parameters');
    const wanted = [0, 1].map((column) => third.W[0].reduce((sum, w3, k) => sum + w3 *
      second.W[k].reduce((inner, w2, j) => inner + w2 * first.W[j][column], 0), 0));
    const shown = value.split(' ').map(Number);
    for (const i of [0, 1])
      expect(Math.abs(shown[i] - wanted[i]) < 1e-6, `${value} is not ${wanted}`);
    await visit.picture(`${name}-card-product`);
    await visit.click('activation-close');
  });

  await test('a run is pinned, stands first, and is pinned at the next visit', async () => {
    await open({isobath: 1});
    await visit.call('step', 40);
    await visit.press('KeyN');
    await visit.settle();
    await visit.call('step', 40);
    await visit.press('KeyN');
    await visit.settle();
    const stars = async () => (await visit.widgets()).filter(({id}) => /^run-\d+-pin$/.test(id));
    await visit.until('there are runs', async () => (await stars()).length >= 2);
    const {id} = (await stars()).at(-1);
    await visit.click(id);
    await visit.until('it is pinned', async () => (await visit.widget(id)).label === 'unpin');
    // What is kept is kept within seconds; going away keeps it at once.
    await visit.page.reload({waitUntil: 'load'});
    await visit.ready();
    await visit.until('it is there, pinned', async () =>
      (await stars()).some((star) => star.label === 'unpin'));
    expect_equal((await stars()).map(({label}) => label === 'unpin').slice(0, 2), [true, false],
      'the pinned one is the first of the list');
  });

  await test('log x makes room for the first updates; a click there goes to them', async () => {
    await visit.call('step', 900);
    await visit.settle();
    const {step} = await visit.call('record');
    await visit.click('cost-log-x');
    await visit.picture(`${name}-log-x`);
    await visit.click('plot-cost', [0.5, 0.5]);
    await visit.until('it is among the first', async () => {
      const now = (await visit.call('record')).step;
      return now > 0 && now < step / 5;
    });
    await visit.click('cost-log-x');
  });

  await test('parity\'s exact networks know it without training', async () => {
    await open({isobath: 1, data: {source: 'parity', bits: 5, split: {train: 1, dev: 0, test: 0}}});
    for (const [button, depth] of [['load-relu-layer', 2], ['load-xor-tree', 4]]) {
      await visit.click(button);
      await visit.until(`${button} is done`, async () =>
        (await visit.call('document')).network.layers.length === depth);
      const record = await visit.call('record');
      expect_equal([record.cost, record.train.accuracy], [0, 1], button);
    }
    await visit.settle();
    await visit.picture(`${name}-xor-tree`);
  });

  await close();
}
