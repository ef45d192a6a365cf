// SPDX-License-Identifier: MIT
// The depth scope and what is compared in it, the doctor's way back, and undo in words, by hand.

import {expect, expect_equal} from './check.mjs';
import {fresh_visits} from './visits.mjs';

const hidden = (count, units, activation) =>
  Array.from({length: count}, () => ({units, activation}));
const OUTPUT = {units: 1, activation: 'sigmoid'};
const DEEP = {isobath: 1, network: {layers: [...hidden(40, 8, 'sigmoid'), OUTPUT]}};

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);

/** What all plots of the scope tell of themselves. */
const told = async (visit) => (await visit.widgets())
  .filter(({id}) => id.startsWith('plot-scope')).map(({value}) => value).join(' | ');

const with_control = async (visit, key) => {
  await visit.page.keyboard.down('Control');
  await visit.press(key);
  await visit.page.keyboard.up('Control');
};

export async function scope_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);

  await test('the scope\'s quantities are chosen', async () => {
    await visit.call('open', DEEP);
    await visit.settle();
    for (const [id, word] of [['forward-z', 'Z '], ['forward-w', 'W '], ['forward-a', 'A '],
      ['gradient-dw', 'dW '], ['gradient-da', 'dA '], ['gradient-dz', 'dZ ']]) {
      await visit.click(id);
      await visit.until(`${word}is told`, async () => (await told(visit)).includes(word));
      expect_equal((await visit.widget(id)).value, 'on', id);
    }
    expect((await told(visit)).includes('per layer'), `it is told: ${await told(visit)}`);
  });

  await test('its axis is signed and back', async () => {
    expect(!(await told(visit)).includes('signed axis'), 'it is signed at first');
    await visit.click('scope-signs');
    await visit.until('it is signed', async () => (await told(visit)).includes('signed axis'));
    await visit.picture('scope-signed');
    await visit.click('scope-signs');
    await visit.until('it is not', async () => !(await told(visit)).includes('signed axis'));
  });

  await test('shores come into view with the values that near them', async () => {
    await visit.call('open', {isobath: 1, network: {layers: [...hidden(60, 16, 'linear'), OUTPUT]},
      initialization: {weights: 'lecun_normal', scale: 0.25}});
    await visit.settle();
    await visit.until('float\'s shore is told',
      async () => (await told(visit)).includes('float32 min normal'));
    await visit.call('open', {isobath: 1, precision: 'half',
      network: {layers: [...hidden(12, 16, 'linear'), OUTPUT]},
      initialization: {weights: 'lecun_normal', scale: 0.4}});
    await visit.settle();
    await visit.until('half\'s shore is told',
      async () => (await told(visit)).includes('half min normal'));
    await visit.picture('scope-shores');
  });

  await test('a pinned moment stands beside the present one', async () => {
    await visit.call('open', {isobath: 1});
    await visit.call('step', 20);
    await visit.settle();
    await visit.press('KeyP');
    await visit.call('step', 30);
    await visit.until('it is told', async () => (await told(visit)).includes('compared with step 20'));
    await visit.press('KeyP');
    await visit.until('it is gone', async () => !(await told(visit)).includes('compared with step'));
  });

  await test('an edit is undone and done again in words', async () => {
    await visit.call('open', {isobath: 1});
    await visit.settle();
    await visit.click('source-moons');
    await with_control(visit, 'KeyZ');
    let notice = null;
    await visit.until('it is told', async () =>
      Boolean(notice = (await visit.widgets()).find(({id}) => id === 'told')));
    expect(/^Undone: .*moons/.test(notice.label), notice.label);
    expect_equal((await visit.call('document')).data.source, 'circle', 'source');
    await visit.click('redo');
    await visit.until('that is told', async () =>
      /^Redone: .*moons/.test((await visit.widget('told')).label));
    expect_equal((await visit.call('document')).data.source, 'moons', 'source');
    await visit.click('undo');
    await visit.until('it is undone',
      async () => (await visit.call('document')).data.source === 'circle');
  });

  await test('the doctor\'s change is taken back', async () => {
    await visit.call('open', {isobath: 1,
      network: {layers: [...hidden(9, 16, 'sigmoid'), OUTPUT]}});
    await visit.settle();
    if (await has(visit, 'tab-doctor')) await visit.click('tab-doctor');
    await visit.until('there is a remedy', async () =>
      (await visit.widgets()).some(({id}) => id === 'doctor-apply-vanishing'));
    const before = await visit.call('document');
    await visit.click('doctor-apply-vanishing');
    await visit.until('the layers are others', async () =>
      (await visit.call('document')).network.layers[0].activation !== 'sigmoid');
    await visit.until('the way back is offered', () => has(visit, 'doctor-undo'));
    await visit.click('doctor-undo');
    await visit.until('the document is back', async () =>
      JSON.stringify(await visit.call('document')) === JSON.stringify(before));
    expect(await has(visit, 'doctor-apply-vanishing'), 'the finding is not back');
  });

  await close();
}
