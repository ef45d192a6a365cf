// SPDX-License-Identifier: MIT
// A student's first hour: a training that can be watched, learning rates that are compared, and J and
// the step in sight on every screen.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {OF_THE_MACHINE} from './visits.mjs';

const middle = ({x, y, width, height}) => [x + width / 2, y + height / 2];

export const SCREENS = [[390, 844], [844, 390], [768, 1024], [1024, 768], [1366, 657], [1440, 900],
  [1920, 1080], [960, 600, 1.5]];  // the last: 1440 × 900 at a zoom of 150 %

/** Runs in the page before ours: after every frame that was drawn, a look at the canvas. */
function look_at_every_frame() {
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => ask((time) => {
    draw(time);
    window.isobath_test_look?.();
  });
}

/** Runs in the page: counts the frames whose map differs visibly from the last one that did. */
function count_maps({x, y, width, height}, scale) {
  const canvas = document.getElementById('canvas');
  const small = document.createElement('canvas');
  small.width = small.height = 48;
  const context = small.getContext('2d', {willReadFrequently: true});
  let last = null;
  window.isobath_test_maps = 0;
  window.isobath_test_look = () => {
    if (window.isobath.record().cost < 0.1) return;
    context.drawImage(canvas, x * scale, y * scale, width * scale, height * scale, 0, 0, 48, 48);
    const now = context.getImageData(0, 0, 48, 48).data;
    let sum = 0;
    for (let i = 0; last && i < now.length; ++i) sum += Math.abs(now[i] - last[i]);
    // On the average over the map, one part in 400 of the range of a colour.
    if (last && sum / now.length < 255 / 400) return;
    last = now;
    ++window.isobath_test_maps;
  };
}

/** Pairs of controls and readouts that cover each other. */
function overlaps(widgets) {
  const found = [];
  const parts = widgets.filter((w) => w.kind !== 'panel' && !w.id.startsWith('plot-'));
  const shared = (a, b) => [
    Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)];
  for (let i = 0; i < parts.length; ++i)
    for (let k = i + 1; k < parts.length; ++k) {
      const [across, down] = shared(parts[i], parts[k]);
      if (across <= 1 || down <= 1) continue;
      const smaller = Math.min(parts[i].width * parts[i].height, parts[k].width * parts[k].height);
      // What lies wholly inside is a part of it.
      if (across * down < 0.98 * smaller) found.push(`${parts[i].id} × ${parts[k].id}`);
    }
  return found;
}

/** A point of a row with a number: at a share of its width, or on the number at its right end. */
async function pointer(visit, id, share) {
  const row = await visit.widget(id);
  const x = share === null ? row.width - 14 : row.width * share;
  await visit.page.mouse.move(row.x + x, row.y + row.height / 2);
  await visit.settle_input();
  return [row.x + x, row.y + row.height / 2];
}

export async function first_hour_tests(checks, browser, server) {
  const on = (name, options, body) => checks.test(name, async () => {
    const visit = await (await Visit.open(browser, server.url, options)).ready();
    try {
      await body(visit);
      expect_equal(visit.messages.filter((message) => !OF_THE_MACHINE.test(message)), [], 'console');
    } finally {
      await visit.close();
    }
  });

  await on('from Play to J below 0.1 there are 40 maps to be seen', {set_up: look_at_every_frame},
    async (visit) => {
      await visit.page.evaluate(count_maps, await visit.widget('panel-output'), visit.scale);
      await visit.click('play');
      await visit.until('J is below 0.1', async () => (await visit.call('record')).cost < 0.1, 180000);
      const maps = await visit.page.evaluate(() => window.isobath_test_maps);
      await visit.click('play');
      expect(maps >= 40, `only ${maps} maps differ`);
      const {step} = await visit.call('record');
      expect(step > 100, `J was below 0.1 after ${step} updates`);
    });

  await on('five learning rates tried by drags are five runs', {height: 1100}, async (visit) => {
    const {page} = visit;
    const alphas = new Set();
    await visit.click('speed-max');
    for (const share of [0.15, 0.3, 0.45, 0.6, 0.75]) {
      const slider = await visit.widget('learning-rate');
      const [, y] = middle(slider);
      await page.mouse.move(slider.x + slider.width * 0.4, y, {steps: 2});
      await visit.settle_input();
      await page.mouse.down();
      await visit.settle_input();
      await page.mouse.move(slider.x + slider.width * share, y, {steps: 4});
      await visit.settle_input();
      await page.mouse.up();
      await visit.settle_input();
      alphas.add((await visit.call('document')).training.learning_rate);
      await visit.click('play');
      await visit.until('20 updates are done', async () => (await visit.call('record')).step > 20);
      await visit.click('play');
      await visit.click('reset');
    }
    expect_equal(alphas.size, 5, 'learning rates');
    // The list may show some of them only.
    await visit.until('five runs are kept', () => visit.page.evaluate(() => Object.values(
      localStorage).some((text) => text.startsWith('{') && JSON.parse(text).runs?.length === 5)));
  });

  await on('every slider takes a click and a typed number', {height: 1400}, async (visit) => {
    const {page} = visit;
    await visit.call('open', {isobath: 1, training: {optimizer: 'adam', batch: 16}});
    await visit.call('step', 10);
    await visit.settle();
    // Numbers that lie between the places where a drag stops.
    const wanted = {noise: 0.375, examples: 333, 'learning-rate': 0.0075, batch: 48, momentum: 0.85,
      beta2: 0.995, l2: 0.7, l1: 0.002, dropout: 0.25, 'clip-norm': 5, scale: 1.37};
    const sliders = (await visit.widgets()).filter((widget) => widget.kind === 'slider');
    const ids = sliders.map((widget) => widget.id).filter((id) => id in wanted);
    expect_equal([...ids].sort(), Object.keys(wanted).sort(), 'sliders');
    for (const id of ids) {
      const value = async () => Number((await visit.widget(id)).value);
      const before = await value();
      await page.mouse.click(...await pointer(visit, id, before > wanted[id] ? 0.2 : 0.6), {delay: 40});
      await visit.until(`${id} follows the click`, async () => (await value()) !== before, 5000);
      const plain = id === 'scale';  // no number stands on it
      if (plain) await page.keyboard.down('Control');
      await page.mouse.click(...await pointer(visit, id, plain ? 0.5 : null), {delay: 40});
      if (plain) await page.keyboard.up('Control');
      await visit.settle_input();
      await page.keyboard.type(String(wanted[id]), {delay: 20});
      await page.keyboard.press('Enter', {delay: 20});
      await visit.until(`${id} is ${wanted[id]}`, async () => (await value()) === wanted[id], 5000);
    }
  });

  await on('an experiment is opened from the menu, its title changed, and its link copied', {},
    async (visit) => {
      await visit.click('menu');
      await visit.until('the menu is there',
        async () => (await visit.widgets()).some(({id}) => id === 'menu-share'));
      await visit.picture('menu-1440x900');
      await visit.click('example-0');
      const {title} = await visit.call('document');
      expect(title.length > 5, `the title is "${title}"`);
      expect_equal((await visit.widget('document-words')).label, title, 'above the network');
      await visit.picture('menu-example-1440x900');
      await visit.click('menu');
      await visit.click('document-title');
      await visit.page.keyboard.down('Control');
      await visit.press('KeyA');
      await visit.page.keyboard.up('Control');
      await visit.page.keyboard.type('Where does it end?');
      await visit.press('Enter');
      await visit.until('the title is changed',
        async () => (await visit.call('document')).title === 'Where does it end?');
      if (!(await visit.widgets()).some(({id}) => id === 'menu-share')) await visit.click('menu');
      await visit.click('menu-share');
      await visit.until('it is told', async () => (await visit.widgets()).some(
        ({value}) => value.startsWith('Copied: the link')));
    });

  for (const [width, height, scale = 1] of SCREENS) {
    const touch = width < 900;
    await on(`J, the step and the speed are in sight at ${width}×${height}`,
      {width, height, scale, touch}, async (visit) => {
        await visit.call('step', 40);
        await visit.settle();
        await visit.picture(`first-hour-${width}x${height}`);
        await visit.press('KeyT');
        await visit.settle();
        await visit.picture(`first-hour-${width}x${height}-light`);
        const widgets = await visit.widgets();
        const ids = widgets.map((widget) => widget.id);
        for (const id of ['readout-cost', 'readout-step', 'play'])
          expect(ids.includes(id), `no ${id} among ${ids.join(' ')}`);
        expect(ids.includes('speed-watch') || ids.includes('speed-list'), 'no choice of speed');
        expect_equal(overlaps(widgets), [], 'overlapping');
      });
  }
}
