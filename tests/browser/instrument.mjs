// SPDX-License-Identifier: MIT
// The instrument: what one does with the page by hand, with real events, in any engine.

import {sleep} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {crop, difference} from './pixels.mjs';
import {fresh_visits} from './visits.mjs';

const middle = ({x, y, width, height}) => [x + width / 2, y + height / 2];

const has = async (visit, id) => (await visit.widgets()).some((widget) => widget.id === id);

const hidden = (count, units, activation) =>
  Array.from({length: count}, () => ({units, activation}));
const OUTPUT = {units: 1, activation: 'sigmoid'};

/** A text in the clipboard as the browser hands it over, and the key that asks for it. */
async function paste(visit, text) {
  await visit.page.evaluate((content) => {
    // The browser's own clipboard, which the machine may have filled with anything, stays out.
    window.stopOwnPaste ??= window.addEventListener('paste', (event) => {
      if (event.isTrusted) event.stopImmediatePropagation();
    }, {capture: true}) ?? true;
    const data = new DataTransfer();
    data.setData('text/plain', content);
    // Not every engine lets a script say what a clipboard event holds.
    const event = new ClipboardEvent('paste', {bubbles: true});
    Object.defineProperty(event, 'clipboardData', {value: data});
    window.dispatchEvent(event);
  }, text);
  await visit.page.keyboard.down('Control');
  await visit.press('KeyV');
  await visit.page.keyboard.up('Control');
}

/** What the page would show if the tab went into the background, or came back. */
const set_hidden = (visit, value) => visit.page.evaluate((now) => {
  Object.defineProperty(document, 'hidden', {configurable: true, get: () => now});
  Object.defineProperty(document, 'visibilityState',
    {configurable: true, get: () => now ? 'hidden' : 'visible'});
  document.dispatchEvent(new Event('visibilitychange'));
}, value);

export async function instrument_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server);
  const {page} = visit;

  await test('the card of shortcuts comes and goes by its key', async () => {
    await visit.press('F1');
    await visit.until('the card is there', () => has(visit, 'key-card'));
    await visit.press('Escape');
    await visit.until('the card is gone', async () => !(await has(visit, 'key-card')));
    await visit.click('keys');
    await visit.until('the card is there again', () => has(visit, 'key-card'));
    await visit.press('Escape');
  });

  await test('Tab lights a control up, and Escape gives the keys back', async () => {
    await page.mouse.move(3, 3);
    await visit.settle();
    const before = await visit.picture();
    await visit.press('Tab');
    await visit.press('Tab');
    await visit.press('ArrowRight');
    expect(difference(before, await visit.picture('walk')) > 0, 'nothing is lit');
    expect_equal((await visit.call('record')).step, 0, 'step while a control is lit');
    await visit.press('Escape');
    await visit.press('ArrowRight');
    expect_equal((await visit.call('record')).step, 1, 'step after Escape');
  });

  await test('a pasted link, document and table open', async () => {
    await paste(visit, '#source=moons&layers=3tanh,1sigmoid');
    await visit.until('the link is open',
      async () => (await visit.call('document')).data.source === 'moons');
    await paste(visit, '{"isobath": 1, "title": "pasted"}');
    await visit.until('the document is open',
      async () => (await visit.call('document')).title === 'pasted');
    await paste(visit, 'a,b,label\n1,2,yes\n3,4,no\n5,6,yes\n7,8,no\n9,1,yes\n2,2,no\n');
    await visit.until('the table is open',
      async () => (await visit.call('document')).data.source === 'table');
  });

  await test('what is pasted and makes no sense is explained and changes nothing', async () => {
    const before = await visit.call('document');
    await paste(visit, '{"isobath": 1, "wat": 2}');
    await visit.until('the message is there', () => has(visit, 'message'));
    expect((await visit.widget('message')).value.startsWith('The clipboard: '), 'message');
    expect_equal(await visit.call('document'), before, 'document');
    await visit.click('message-dismiss');
    await paste(visit, 'hello world');
    await visit.until('it is called no table', async () => (await has(visit, 'message')) &&
      (await visit.widget('message')).value ===
        'The clipboard: this is not a link, a document or a table.');
    await visit.press('Escape');
    await visit.until('Esc puts it away', async () => !(await has(visit, 'message')));
  });

  await test('Ctrl-C copies the link of the experiment', async () => {
    await visit.call('open', {isobath: 1, data: {source: 'spiral'}});
    await visit.settle();
    await page.evaluate(() => {
      window.copied = null;
      navigator.clipboard.writeText = async (text) => void (window.copied = text);
    });
    await page.keyboard.down('Control');
    await visit.press('KeyC');
    await page.keyboard.up('Control');
    await visit.until('it is copied', () => page.evaluate(() => window.copied !== null));
    expect_equal(await page.evaluate(() => window.copied),
      server.url + await visit.call('link'), 'what was copied');
  });

  await test('examples are drawn and erased on the map', async () => {
    await visit.click('brush-1');
    const map = await visit.widget('plot-output');
    const [x, y] = middle(map);
    // As slowly as a hand at least.
    await page.mouse.move(x - 50, y, {steps: 2});
    await visit.settle_input(2);
    await page.mouse.down();
    await visit.settle_input(2);
    for (let i = 1; i <= 5; ++i) {
      await page.mouse.move(x - 50 + 20 * i, y + 2 * i);
      await visit.settle_input(2);
    }
    await page.mouse.up();
    await visit.until('it is a table',
      async () => (await visit.call('document')).data.source === 'table');
    await visit.settle();
    const drawn = (await visit.call('document')).data;
    const more = drawn.x.length - 500;
    expect(more >= 3 && more <= 12, `${more} points were drawn`);
    const [across, up] = drawn.x.at(-1);
    expect(Math.abs(across) < 3 && Math.abs(up) < 1, `the last lies at ${across}, ${up}`);
    expect_equal(drawn.y.at(-1), [1], 'class');
    await visit.picture('drawn');
    await visit.click('brush-erase');
    await page.mouse.move(...middle(await visit.widget('plot-output')), {steps: 2});
    await page.mouse.down();
    await sleep(60);
    await page.mouse.up();
    await visit.settle();
    const left = (await visit.call('document')).data.x.length;
    expect(left < drawn.x.length, 'nothing was erased');
    await visit.click('brush-erase');
  });

  await test('a dropped table has its columns in Hangul, whose letters are fetched', async () => {
    const rows = ['넓이,침실 수,값'];
    for (let i = 0; i < 30; ++i) rows.push(`${30 + i},${i % 4},${i / 10}`);
    expect(!visit.requests.some((url) => url.endsWith('hangul.ttf')), 'Hangul was fetched already');
    await visit.drop('집값.csv', rows.join('\n'));
    await visit.until('the table is there', async () =>
      (await visit.call('document')).data.names?.[0] === '넓이');
    await visit.until('the letters are fetched', () =>
      visit.requests.some((url) => url.endsWith('hangul.ttf')));
    await visit.settle();
    await visit.picture('hangul');
    expect(!visit.requests.some((url) => url.endsWith('hangul_rare.ttf')),
      'rare syllables were fetched for nothing');
  });

  await test('a dropped file that is neither is explained', async () => {
    const before = await visit.call('document');
    await visit.drop('notes.txt', 'dear diary');
    await visit.until('the message is there', () => has(visit, 'message'));
    expect((await visit.widget('message')).value.startsWith('notes.txt: '), 'message');
    expect_equal(await visit.call('document'), before, 'document');
  });

  await test('a large table shows how far it is read, and can be cancelled', async () => {
    const before = await visit.call('document');
    const shown = await page.evaluate(async () => {
      const row = '1.25,2.5,3.75,4.125,0\n';
      const file = new File(['a,b,c,d,label\n', row.repeat(400000)], 'large.csv');
      const box = document.getElementById('reading');
      const seen = new Promise((resolve) => new MutationObserver(() => {
        if (!box.hidden) resolve(document.getElementById('reading-what').textContent);
      }).observe(box, {attributes: true}));
      const data = new DataTransfer();
      data.items.add(file);
      document.getElementById('canvas').dispatchEvent(
        new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
      const text = await seen;
      document.getElementById('reading-cancel').click();
      return text;
    });
    expect_equal(shown, 'Reading large.csv, 9 MB', 'what is said');
    await visit.until('it is cancelled',
      () => page.evaluate(() => document.getElementById('reading').hidden));
    await sleep(200);
    expect_equal(await visit.call('document'), before, 'document');
  });

  await test('a hidden tab stops training, and goes on when it is seen again', async () => {
    await visit.call('open', {isobath: 1});
    await visit.call('play');
    await visit.until('it trains', async () => (await visit.call('record')).step > 3);
    await set_hidden(visit, true);
    // Two looks at the same step: the update under way is done.
    let step = -1;
    await visit.until('it has stopped', async () => {
      const before = step;
      ({step} = await visit.call('record'));
      return step === before;
    });
    await sleep(400);
    expect_equal((await visit.call('record')).step, step, 'step while hidden');
    await set_hidden(visit, false);
    await visit.until('it goes on', async () => (await visit.call('record')).step > step);
    await visit.call('pause');
  });

  await test('a page at rest draws nothing', async () => {
    await page.mouse.move(3, 3);
    expect_equal(await visit.rests(), 0, 'frames');
  });

  await test('a number is typed into a slider', async () => {
    const row = await visit.widget('noise');
    const typed = async () => (await visit.call('document')).data.noise === 0.37;
    await page.mouse.click(row.x + row.width - 16, row.y + row.height / 2, {delay: 20});
    await visit.settle_input(6);
    await page.keyboard.type('0.37', {delay: 30});
    await visit.press('Enter');
    await visit.until('it is set', typed, 3000);
  });

  await test('a unit under the pointer takes over the big map and tells its sum', async () => {
    await visit.call('open', {isobath: 1, network: {layers: [...hidden(2, 4, 'tanh'), OUTPUT]}});
    await visit.settle();
    const map = await visit.widget('plot-output');
    const before = await visit.picture();
    await page.mouse.move(...middle(await visit.widget('unit-1-0')), {steps: 3});
    await visit.settle_input(6);
    const after = await visit.picture('unit-card');
    expect(difference(crop(before, map), crop(after, map)) > 0.05, 'the map stands still');
    const network = await visit.widget('panel-network');
    expect(difference(crop(before, network), crop(after, network)) > 0.01, 'no card is shown');
    await page.mouse.move(3, 3);
  });

  await test('pointing at a layer in the scope lights it up in the network', async () => {
    await visit.settle();
    const network = await visit.widget('panel-network');
    const before = await visit.picture();
    const scope = await visit.widget('plot-scope');
    await page.mouse.move(scope.x + scope.width * 0.3, scope.y + scope.height * 0.4, {steps: 3});
    await visit.settle_input(6);
    const after = await visit.picture('layer-lit');
    expect(difference(crop(before, network), crop(after, network)) > 0.003,
      'the network does not show which');
    await page.mouse.move(3, 3);
  });

  await test('a step back is bit for bit where training was', async () => {
    await visit.call('open', {isobath: 1});
    await visit.call('step', 12);
    const [record, parameters] = [await visit.call('record'), await visit.call('parameters')];
    await visit.call('step', 5);
    const step = async () => (await visit.call('record')).step;
    // A machine under load may see a key as held, and go back twice.
    for (let i = 0; i < 12 && await step() !== 12; ++i) {
      await visit.press(await step() > 12 ? 'ArrowLeft' : 'ArrowRight');
    }
    await visit.until('it is there', async () => await step() === 12);
    expect_equal(await visit.call('parameters'), parameters, 'parameters');
    expect_equal(await visit.call('record'), record, 'record');
    await visit.press('ArrowRight');
    await visit.until('it goes on', async () => await step() >= 13);
  });

  await test('the strip of time is dragged to a moment and back', async () => {
    await visit.call('reset');
    await visit.call('step', 200);
    const end = await visit.call('parameters');
    const strip = await visit.widget('time');
    const y = strip.y + strip.height / 2;
    await page.mouse.move(strip.x + strip.width - 8, y, {steps: 2});
    await page.mouse.down();
    await page.mouse.move(strip.x + strip.width * 0.3, y, {steps: 8});
    await page.mouse.up();
    await visit.until('it is in the past', async () => (await visit.call('record')).step < 150);
    await visit.settle();
    await visit.picture('scrubbed');
    await visit.press('End');
    await visit.until('it is back', async () => (await visit.call('record')).step === 200);
    expect_equal(await visit.call('parameters'), end, 'parameters');
  });

  await test('a moment is pinned and the difference from it shown', async () => {
    await visit.call('reset');
    await visit.settle();
    await visit.press('KeyP');
    await visit.call('step', 100);
    await visit.settle();
    const [before, map] = [await visit.picture(), await visit.widget('plot-output')];
    await visit.press('KeyD');
    await visit.settle();
    const after = await visit.picture('difference');
    expect(difference(crop(before, map), crop(after, map)) > 0.05, 'the map stands still');
    await visit.press('KeyD');
    await visit.press('KeyP');
  });

  await test('edits are undone and done again by their keys', async () => {
    await visit.call('open', {isobath: 1});
    await visit.settle();
    const source = async () => (await visit.call('document')).data.source;
    await visit.click('source-xor');
    await visit.click('layers-add');
    expect_equal((await visit.call('document')).network.layers.length, 3, 'layers');
    const with_control = async (key) => {
      await page.keyboard.down('Control');
      await visit.press(key);
      await page.keyboard.up('Control');
    };
    await with_control('KeyZ');
    await visit.until('the layer is gone',
      async () => (await visit.call('document')).network.layers.length === 2);
    expect_equal(await source(), 'xor', 'source after one step back');
    await with_control('KeyZ');
    await visit.until('the source is back', async () => await source() === 'circle');
    await with_control('KeyY');
    await visit.until('it is done again', async () => await source() === 'xor');
  });

  await test('the doctor names what is wrong, and its change is made by a click', async () => {
    await visit.call('open', {isobath: 1, initialization: {weights: 'constant', scale: 0.5},
      network: {layers: [...hidden(3, 4, 'tanh'), OUTPUT]}});
    await visit.call('step', 3);
    await visit.settle();
    if (await has(visit, 'tab-doctor')) await visit.click('tab-doctor');
    let apply = null;
    await visit.until('the doctor has a remedy', async () => {
      apply = (await visit.widgets()).find(({id}) => id.startsWith('doctor-apply-'));
      return Boolean(apply);
    });
    await visit.picture('doctor');
    const before = await visit.call('document');
    await visit.click(apply.id);
    await visit.until('the document is changed', async () =>
      JSON.stringify(await visit.call('document')) !== JSON.stringify(before));
  });

  await close();
}
