// SPDX-License-Identifier: MIT
// Everything the page promises, with real mouse and keyboard events.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {PANELS, panels_are_drawn} from './panels.mjs';
import {crop, difference, share_of} from './pixels.mjs';

const NOT_FINITE = [230, 37, 155];

const rms_of_last = async (visit) => {
  const {layers} = await visit.call('record');
  return layers[layers.length - 1].A.rms;
};

export async function chromium_tests(checks, browser, server) {
  const visit = await Visit.open(browser, server.url);
  const {page} = visit;

  await checks.test('the page loads without a message and asks for nothing but itself', async () => {
    await visit.ready();
    expect_equal(visit.messages, [], 'console');
    expect_equal(server.missed.splice(0), [], 'missing files');
    const foreign = visit.requests.filter((url) => !url.startsWith(server.url));
    expect_equal(foreign, [], 'requests elsewhere');
    expect(await page.evaluate(() => crossOriginIsolated), 'the page is not isolated');
  });

  await checks.test('every panel is drawn', async () => {
    await panels_are_drawn(visit, await visit.picture('chromium-1440x900-dark'), PANELS);
  });

  await checks.test('an idle page draws no frames', async () => {
    expect_equal(await visit.rests(), 0, 'frames at rest');
  });

  await checks.test('a click on Play makes J fall, another one pauses', async () => {
    const before = await visit.call('record');
    const untrained = await visit.picture();
    await visit.click('speed-max');
    await visit.click('play');
    await visit.until('200 updates are done', async () => (await visit.call('record')).step > 200);
    await visit.click('play');
    await visit.settle();
    const after = await visit.call('record');
    expect(after.cost < 0.9 * before.cost, `J went from ${before.cost} to ${after.cost}`);
    expect_equal(await visit.rests(), 0, 'frames after the pause');
    expect_equal((await visit.call('record')).step, after.step, 'step after the pause');
    const trained = await visit.picture('chromium-trained');
    for (const id of ['panel-output', 'panel-cost', 'panel-network']) {
      const rect = await visit.widget(id);
      expect(difference(crop(untrained, rect), crop(trained, rect)) > 0.01, `${id} stands still`);
    }
  });

  await checks.test('the same start returns, and a new start is another one', async () => {
    await visit.call('reset');
    const first = await visit.call('parameters');
    await visit.call('step', 5);
    await visit.click('reset');
    await visit.until('it is back at step 0', async () => (await visit.call('record')).step === 0);
    expect_equal(await visit.call('parameters'), first, 'parameters');
    await visit.click('new-start');
    await visit.until('the start is another one', async () =>
      JSON.stringify(await visit.call('parameters')) !== JSON.stringify(first));
  });

  await checks.test('a drag of the scale dial moves the scope and leaves one trace', async () => {
    await visit.settle();
    const entries = await page.evaluate(() => history.length);
    const before = {rms: await rms_of_last(visit), picture: await visit.picture(),
      scale: (await visit.call('document')).initialization.scale};
    const dial = await visit.widget('scale');
    const y = dial.y + dial.height / 2;
    await page.mouse.move(dial.x + dial.width * 0.45, y, {steps: 3});
    await page.mouse.down();
    const seen = new Set();
    for (let i = 1; i <= 12; ++i) {
      await page.mouse.move(dial.x + dial.width * (0.45 + 0.03 * i), y);
      await visit.settle_input(2);
      seen.add((await visit.call('document')).initialization.scale);
    }
    await page.mouse.up();
    await visit.settle();
    const scale = (await visit.call('document')).initialization.scale;
    expect(scale !== before.scale, 'the dial did not turn');
    expect(seen.size > 4, `the document followed in ${seen.size} steps only`);
    const scope = await visit.widget('plot-scope');
    const picture = await visit.picture('chromium-scale-dragged');
    expect(difference(crop(before.picture, scope), crop(picture, scope)) > 0.002,
      'the scope stands still');
    expect(await rms_of_last(visit) !== before.rms, 'the record stands still');
    const now = await page.evaluate(() => history.length);
    expect(now - entries <= 1, `${now - entries} entries of the history`);
  });

  await checks.test('a click adds a layer, back takes it away', async () => {
    await visit.settle();
    const before = (await visit.call('document')).network.layers.length;
    const has = (layers, when) => visit.until(`there are ${layers} layers ${when}`,
      async () => (await visit.call('document')).network.layers.length === layers);
    await visit.click('layers-add');
    await has(before + 1, 'after the click');
    const hash = await visit.call('link');
    await visit.until('the link is in the address',
      () => page.evaluate((link) => location.hash === link, hash));
    await page.goBack();
    await has(before, 'after back');
    await page.goForward();
    await has(before + 1, 'after forward');
  });

  await checks.test('space plays and pauses, the right arrow takes one update', async () => {
    await visit.call('reset');
    for (const step of [1, 2]) {
      await visit.press('ArrowRight');
      await visit.until(`the arrow makes it step ${step}`,
        async () => (await visit.call('record')).step === step);
    }
    await visit.press('Space');
    await visit.until('it plays', async () => (await visit.call('record')).step > 5);
    await visit.press('Space');
    await visit.settle();
    const {step} = await visit.call('record');
    expect_equal(await visit.rests(), 0, 'frames after the pause');
    expect_equal((await visit.call('record')).step, step, 'step after the pause');
  });

  await checks.test('a pause and the doctor are said to who does not see them', async () => {
    const said = () => page.evaluate(() => document.getElementById('status').textContent);
    await visit.press('Space');
    await visit.until('it plays', async () => (await visit.call('record')).step > 5);
    await visit.press('Space');
    await visit.until('the step is said',
      async () => (await said()).startsWith(`step ${(await visit.call('record')).step}, J `));
    await visit.call('open', {isobath: 1, initialization: {weights: 'zeros'}});
    await visit.until('the doctor is heard',
      async () => (await said()) === 'Doctor: Identical units');
    await visit.call('open', {isobath: 1});
  });

  await checks.test('F6 goes from panel to panel and is not the browser\'s', async () => {
    await page.evaluate(() => {
      window.panel_keys = [];
      window.addEventListener('keydown', (event) =>
        window.panel_keys.push([event.code, event.defaultPrevented]));
    });
    const first = await visit.picture();
    await visit.press('F6');
    await visit.press('F6');
    const data = await visit.widget('panel-data');
    const reached = await visit.picture('chromium-panel-reached');
    expect(difference(crop(first, data), crop(reached, data)) > 0.001, 'nothing shows the focus');
    expect_equal(await page.evaluate(() => window.panel_keys), [['F6', true], ['F6', true]], 'keys');
    await visit.press('Escape');
  });

  await checks.test('the browser keeps its own keys', async () => {
    await page.evaluate(() => {
      window.kept = [];
      window.addEventListener('keydown', (event) => {
        if (event.defaultPrevented) window.kept.push(event.code);
      });
    });
    for (const key of ['F5', 'F12']) await visit.press(key);
    for (const key of ['l', 't', 'w', 'r']) {
      await page.evaluate((letter) => window.dispatchEvent(new KeyboardEvent('keydown', {key: letter,
        code: `Key${letter.toUpperCase()}`, ctrlKey: true, cancelable: true, bubbles: true})), key);
    }
    const zooms = await page.evaluate(() => document.getElementById('canvas').dispatchEvent(
      new WheelEvent('wheel', {deltaY: 100, ctrlKey: true, cancelable: true, bubbles: true})));
    expect_equal(await page.evaluate(() => window.kept), [], 'keys taken from the browser');
    expect(zooms, 'the zoom is taken from the browser');
  });

  await checks.test('a bad document is refused with its sentence and changes nothing', async () => {
    const before = await visit.call('document');
    const sentence = await page.evaluate(() => window.isobath.open(
      {isobath: 1, network: {layers: [{units: 0, activation: 'tanh'}]}})
      .then(() => '', (error) => error.message));
    expect(sentence.startsWith('network.layers[0].units: 0 is not between 1 and 512'), sentence);
    const broken = await page.evaluate(
      () => window.isobath.open('{"isobath": 1,').then(() => '', (error) => error.message));
    expect(broken.length > 10 && !broken.includes('undefined'), broken);
    expect_equal(await visit.call('document'), before, 'document');
  });

  await checks.test('a reload by its link brings the experiment back', async () => {
    await visit.call('open', {isobath: 1, data: {source: 'spiral', noise: 0.2},
      network: {layers: [{units: 7, activation: 'relu'}, {units: 3, activation: 'tanh'},
        {units: 1, activation: 'sigmoid'}]}, training: {learning_rate: 0.03}});
    const [document, link] = [await visit.call('document'), await visit.call('link')];
    await visit.until('the address is the link',
      () => page.evaluate((wanted) => location.hash === wanted, link));
    await page.reload({waitUntil: 'load'});
    await visit.ready();
    expect_equal(await visit.call('document'), document, 'document');
  });

  await checks.test('a link typed by hand is obeyed, a bad one explained', async () => {
    await page.evaluate(() => { location.hash = '#source=xor&layers=5tanh,1sigmoid'; });
    await visit.until('the link is followed',
      async () => (await visit.call('document')).data.source === 'xor');
    const told = await page.evaluate(() => new Promise((resolve) => {
      window.isobath.addEventListener('error', (event) => resolve(event.detail));
      location.hash = '#source=nowhere';
    }));
    expect(told.includes('nowhere'), 'the error does not say what was given');
    expect_equal((await visit.call('document')).data.source, 'xor', 'source');
    await visit.settle();
    await visit.picture('chromium-bad-link');
  });

  await checks.test('the pointer over the cost plot shows the value there', async () => {
    await visit.call('open', {isobath: 1});
    await visit.call('step', 200);
    await page.mouse.move(5, 5);
    await visit.settle();
    const plot = await visit.widget('plot-cost');
    const before = await visit.picture();
    await page.mouse.move(plot.x + plot.width * 0.5, plot.y + plot.height * 0.5, {steps: 4});
    await visit.settle();
    const after = await visit.picture('chromium-cost-hover');
    const apart = difference(crop(before, plot), crop(after, plot));
    expect(apart > 0.01, `only ${apart} of the plot changed`);
  });

  await checks.test('a CSV file dropped on the page becomes its data', async () => {
    const rows = ['a,b,label'];
    for (let i = 0; i < 40; ++i) rows.push(`${i},${(i * 7) % 11},${i < 20 ? 'yes' : 'no'}`);
    await visit.drop('mine.csv', rows.join('\n'));
    await visit.until('the table is there',
      async () => (await visit.call('document')).data.source === 'table');
    const columns = (await visit.call('document')).data.table;
    expect_equal(columns.map((column) => column.name), ['a', 'b', 'label'], 'names');
    await visit.settle();
    await visit.picture('chromium-table');
  });

  await checks.test('Ctrl-S saves the experiment, and the file opens again', async () => {
    await visit.call('open', {isobath: 1, title: 'kept', data: {source: 'moons'}});
    await visit.call('step', 3);
    // In place before the keys come: a busy page may take input before it takes scripts.
    await page.evaluate(() => void (window.savedFile = new Promise((resolve) => {
      const click = HTMLAnchorElement.prototype.click;
      const make = URL.createObjectURL;
      let blob = null;
      URL.createObjectURL = (value) => make.call(URL, blob = value);
      HTMLAnchorElement.prototype.click = async function () {
        HTMLAnchorElement.prototype.click = click;
        URL.createObjectURL = make;
        resolve({name: this.download, text: await blob.text()});
      };
    })));
    await page.keyboard.down('Control');
    await visit.press('KeyS');
    await page.keyboard.up('Control');
    const {name, text} = await page.evaluate(() => window.savedFile);
    expect_equal(name, 'isobath.json', 'name');
    const [record, parameters] = [await visit.call('record'), await visit.call('parameters')];
    await visit.call('open', {isobath: 1});
    await visit.call('open', text);
    expect_equal((await visit.call('document')).title, 'kept', 'title');
    expect_equal((await visit.call('record')).step, record.step, 'step');
    expect_equal(await visit.call('parameters'), parameters, 'parameters');
  });

  await checks.test('what is not a number is marked and told', async () => {
    await page.evaluate(() => void (window.told = new Promise((resolve) =>
      window.isobath.addEventListener('diverged', (event) => resolve(event.detail ?? '')))));
    await visit.call('open', {isobath: 1, network: {layers: [{units: 6, activation: 'relu'},
      {units: 6, activation: 'relu'}, {units: 1, activation: 'linear'}]},
    loss: 'squared_error', training: {learning_rate: 1000}});
    await visit.call('step', 60);
    await page.evaluate(() => window.told);
    const {diverged} = await visit.call('record');
    expect(diverged && diverged.layer >= 1, 'the record does not say where');
    await visit.settle();
    const picture = await visit.picture('chromium-diverged');
    for (const id of ['panel-network', 'panel-output', 'panel-scope']) {
      const marked = share_of(crop(picture, await visit.widget(id)), NOT_FINITE);
      expect(marked > 0, `${id} shows no mark`);
    }
  });

  await checks.test('the page lives on after its graphics context was lost', async () => {
    await visit.call('open', {isobath: 1});
    await visit.settle();
    const before = await visit.picture();
    const cover = () => page.evaluate(() => {
      const {hidden, textContent} = document.getElementById('cover');
      return hidden ? '' : textContent;
    });
    await page.evaluate(() => {
      const gl = document.getElementById('canvas').getContext('webgl2');
      window.lost = gl.getExtension('WEBGL_lose_context');
      window.lost.loseContext();
    });
    await visit.until('the page says so', async () => (await cover()).includes(
      'The browser has taken the graphics away; the page goes on as soon as they are back.'));
    await visit.picture('chromium-context-lost');
    await visit.call('step', 1);  // what does not need them goes on
    await visit.call('back', 1);
    await page.evaluate(() => window.lost.restoreContext());
    await visit.until('the page is back', async () => (await cover()) === '');
    await visit.settle();
    const after = await visit.picture('chromium-context-restored');
    expect(difference(before, after) < 0.02, `${difference(before, after)} differs`);
  });

  await checks.test('the methods of the page do what they say', async () => {
    await visit.call('open', {isobath: 1});
    const events = await page.evaluate(async () => {
      const heard = [];
      const hear = (event) => heard.push(event.type);
      for (const name of ['document', 'step']) window.isobath.addEventListener(name, hear);
      await window.isobath.step(3);
      await window.isobath.open({isobath: 1, title: 'heard'});
      await new Promise((resolve) => setTimeout(resolve, 50));
      return heard;
    });
    expect(events.includes('step') && events.includes('document'), `heard ${events}`);
    await visit.call('play');
    await visit.until('it plays', async () => (await visit.call('record')).step > 3);
    await visit.call('pause');
    const {step} = await visit.call('record');
    expect_equal(await visit.rests(), 0, 'frames after pause()');
    expect_equal((await visit.call('record')).step, step, 'step after pause()');
    await visit.call('reset');
    expect_equal((await visit.call('record')).step, 0, 'step after reset()');
    const parameters = await visit.call('parameters');
    expect_equal(parameters.map((layer) => [layer.W.length, layer.W[0].length, layer.b.length]),
      (await visit.call('document')).network.layers.map((layer, i, all) =>
        [layer.units, i === 0 ? 2 : all[i - 1].units, layer.units]), 'shapes');
    const {count, ui_ms, train_ms, dropped} = await visit.call('frame');
    expect([count, ui_ms, train_ms, dropped].every(Number.isFinite), 'frame()');
    for (const [name, value] of [['step', 0], ['step', 'x'], ['step', 1e20], ['step', NaN],
      ['back', 0]]) {
      const refused = await page.evaluate((method, argument) =>
        window.isobath[method](argument).then(() => '', (error) => error.message), name, value);
      expect(refused.startsWith(`${name}: `), `${name}(${value}) said "${refused}"`);
    }
  });

  await checks.test('the page measures the speed of its own core', async () => {
    const measured = await visit.call('bench', {only: ['W1', 'batch-3'], budget_ms: 5});
    expect_equal(measured.map(({name}) => name), ['W1', 'batch-3'], 'workloads');
    for (const {name, steps_per_second, share, diverged} of measured) {
      expect(steps_per_second > 0 && share > 0 && !diverged, `the figures of ${name}`);
    }
    const refused = await page.evaluate(
      () => window.isobath.bench({only: ['W9']}).then(() => '', (error) => error.message));
    expect(refused.startsWith('bench: "W9" is not one of'), refused);
  });

  await checks.test('sixty layers can be drawn and trained', async () => {
    const layers = Array.from({length: 59}, () => ({units: 8, activation: 'tanh'}));
    await visit.call('open', {isobath: 1, network: {layers: [...layers,
      {units: 1, activation: 'sigmoid'}]}});
    await visit.call('step', 20);
    await visit.settle();
    await panels_are_drawn(visit, await visit.picture('chromium-60-layers'),
      ['panel-network', 'panel-scope']);
  });

  await checks.test('nothing was written to the console by all this', () => {
    expect_equal(visit.messages, [], 'console');
  });
  await visit.close();
}
