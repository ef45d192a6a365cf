// SPDX-License-Identifier: MIT
// Fingers on a phone, in Chromium: what a tap, a long press, a pinch and a phone's keyboard do.

import {expect, expect_equal} from './check.mjs';
import {crop, difference} from './pixels.mjs';
import {fresh_visits} from './visits.mjs';

const PHONE = {width: 390, height: 844, scale: 2, touch: true};
const middle = ({x, y, width, height}) => [x + width / 2, y + height / 2];

export async function finger_tests(checks, browser, server) {
  const {visit, test, close} = await fresh_visits(checks, browser, server, PHONE);
  const {touchscreen} = visit.page;
  const tap = async (id) => {
    await touchscreen.tap(...middle(await visit.widget(id)));
    await visit.settle_input();
  };

  await test('a long press shows what hovering shows, and presses nothing', async () => {
    const before = await visit.picture();
    const button = await visit.widget('step');
    const finger = await touchscreen.touchStart(...middle(button));
    await visit.until('a tip is shown', async () =>
      difference(before, await visit.picture('phone-long-press')) > 0.005);
    await finger.end();
    await visit.settle();
    expect_equal((await visit.call('record')).step, 0, 'step');
    await tap('step');
    expect_equal((await visit.call('record')).step, 1, 'step after a tap');
  });

  await test('a pinch presses nothing', async () => {
    const before = await visit.call('document');
    const [x, y] = middle(await visit.widget('plot-scope'));
    const left = await touchscreen.touchStart(x - 20, y);
    const right = await touchscreen.touchStart(x + 20, y);
    for (let i = 1; i <= 6; ++i) {
      await left.move(x - 20 - 10 * i, y);
      await right.move(x + 20 + 10 * i, y);
      await visit.settle_input(2);
    }
    await left.end();
    await right.end();
    await visit.settle();
    expect_equal(await visit.call('document'), before, 'document');
    await visit.picture('phone-pinch');
  });

  await test('a pinch zooms the network, out and in again', async () => {
    await visit.call('open', {isobath: 1, network: {layers: [
      ...Array.from({length: 40}, () => ({units: 6, activation: 'tanh'})),
      {units: 1, activation: 'sigmoid'}]}});
    await tap('tab-network');
    await visit.settle();
    const layers = async () => new Set((await visit.widgets())
      .map(({id}) => /^unit-(\d+)-/.exec(id)?.[1]).filter(Boolean)).size;
    const pinch = async (from, to) => {
      const {x, y, width, height} = await visit.widget('panel-network');
      const [across, down] = [x + width / 2, y + height * 0.4];
      const left = await touchscreen.touchStart(across - from, down);
      const right = await touchscreen.touchStart(across + from, down);
      for (let i = 1; i <= 8; ++i) {
        const apart = from + (to - from) * i / 8;
        await left.move(across - apart, down);
        await right.move(across + apart, down);
        await visit.settle_input(2);
      }
      await left.end();
      await right.end();
      await visit.settle();
    };
    const before = await layers();
    expect(before > 0 && before < 20, `${before} layers are on screen at first`);
    await pinch(150, 30);
    const out = await layers();
    expect(out > before, `${out} layers after zooming out, ${before} before`);
    await visit.picture('phone-pinched');
    await pinch(30, 150);
    expect(await layers() < out, 'it does not zoom in again');
    expect_equal((await visit.call('record')).step, 0, 'step');
  });

  await test('a pinned unit\'s card leaves it in sight, and is closed by a tap', async () => {
    await visit.call('open', {isobath: 1});
    await tap('tab-network');
    await visit.settle();
    await tap('unit-1-1');
    await visit.settle();
    expect((await visit.widget('card-close')).height >= 28, 'the card is not there');
    expect_equal((await visit.widget('unit-1-1')).value, 'pinned', 'the unit');
    await visit.picture('phone-card');
    await tap('card-close');
    await visit.until('it is closed', async () =>
      !(await visit.widgets()).some(({id}) => id === 'card-close'));
  });

  await test('every page of the phone opens by a tap', async () => {
    const tabs = (await visit.widgets()).filter(({id}) => id.startsWith('tab-'));
    expect(tabs.length >= 5, `${tabs.length} tabs`);
    for (const {id} of tabs) {
      await tap(id);
      await visit.settle();
      if (id === 'tab-output' || id === 'tab-cost') {
        // These take the screen; of the scope a line is left, which opens it.
        const {height} = await visit.widget(id.replace('tab-', 'panel-'));
        expect(height > 540, `${id} is ${height} high`);
        await visit.picture(`phone-${id}`);
        await tap('scope-open');
        await visit.picture(`phone-${id}-scope`);
        expect((await visit.widget('plot-scope')).height > 60, `no scope beside ${id}`);
        await tap('scope-fold');
      } else {
        const scope = await visit.widget('plot-scope');
        expect(scope.height > 60, `the scope is ${scope.height} high beside ${id}`);
      }
    }
  });

  await test('the menu lists the experiments in groups, and a finger scrolls it', async () => {
    await tap('menu');
    await visit.until('the menu is there',
      async () => (await visit.widgets()).some(({id}) => id === 'example-0'));
    await visit.picture('phone-menu');
    const row = await visit.widget('example-0');
    const shown = async () => (await visit.widgets()).filter(({id}) => id.startsWith('example-'));
    const before = (await shown()).map(({id}) => id);
    for (const example of await shown()) expect_equal(example.x, row.x, `${example.id} from left`);
    const last = middle((await shown()).at(-1));
    const finger = await touchscreen.touchStart(...last);
    for (let i = 1; i <= 6; ++i) {
      await finger.move(last[0], last[1] - 20 * i);
      await visit.settle_input(2);
    }
    await finger.end();
    await visit.settle();
    await visit.picture('phone-menu-scrolled');
    expect((await shown()).map(({id}) => id).join() !== before.join(), 'nothing has scrolled');
    expect_equal((await visit.call('document')).title ?? '', '', 'no experiment was opened');
    await visit.press('Escape');
    await visit.until('the menu is closed',
      async () => !(await visit.widgets()).some(({id}) => id === 'menu-share'));
  });

  await test('a phone\'s keyboard types a number', async () => {
    await tap('tab-data');
    const row = await visit.widget('noise');
    const asked = () => visit.page.evaluate(() => document.activeElement?.id === 'typing');
    await touchscreen.tap(row.x + row.width - 18, row.y + row.height / 2);
    await visit.until('the keyboard is asked for', asked);
    for (const character of '0.25') {
      await visit.page.keyboard.sendCharacter(character);
      await visit.settle_input(2);
    }
    await visit.press('Enter');
    await visit.until('it is set', async () => (await visit.call('document')).data.noise === 0.25);
    expect_equal(await visit.page.evaluate(() => document.activeElement.id), 'canvas', 'focus');
  });

  await test('a drag beside the controls scrolls a page that is longer than the screen', async () => {
    await tap('tab-hyperparameters');
    await visit.settle();
    const panel = await visit.widget('panel-hyperparameters');
    const {step} = await visit.call('record');
    const before = await visit.picture();
    const [x, y] = [panel.x + 4, panel.y + panel.height * 0.7];
    const finger = await touchscreen.touchStart(x, y);
    for (let i = 1; i <= 6; ++i) {
      await finger.move(x, y - 15 * i);
      await visit.settle_input(2);
    }
    await finger.end();
    await visit.settle();
    const moved = difference(crop(before, panel, 2), crop(await visit.picture(), panel, 2));
    expect_equal((await visit.call('record')).step, step, 'step');
    expect(Number.isFinite(moved), 'pictures');
  });

  await close();
}
