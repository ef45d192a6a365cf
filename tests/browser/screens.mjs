// SPDX-License-Identifier: MIT
// Other screens than a wide dark one: light, dense, small, resized, touched.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {PANELS, panels_are_drawn} from './panels.mjs';
import {share_of} from './pixels.mjs';

export async function screen_tests(checks, browser, server) {
  const on = async (name, options, body) => checks.test(name, async () => {
    const visit = await (await Visit.open(browser, server.url, options)).ready();
    try {
      await body(visit);
      expect_equal(visit.messages, [], 'console');
    } finally {
      await visit.close();
    }
  });

  await on('a light page is light', {dark: false}, async (visit) => {
    const picture = await visit.picture('chromium-1440x900-light');
    await panels_are_drawn(visit, picture, PANELS);
    const dark = share_of(picture, [10, 25, 40], 30);
    expect(dark < 0.2, `${dark} of it is dark`);
  });

  await on('twice the pixels give twice the picture', {scale: 2}, async (visit) => {
    const picture = await visit.picture('chromium-1440x900-2x');
    expect_equal([picture.width, picture.height], [2880, 1800], 'pixels');
    const canvas = await visit.page.evaluate(() => {
      const {width, height} = document.getElementById('canvas');
      return [width, height];
    });
    expect_equal(canvas, [2880, 1800], 'canvas');
    await panels_are_drawn(visit, picture, PANELS);
  });

  await on('the page follows the window', {width: 1440, height: 900}, async (visit) => {
    for (const [width, height] of [[1024, 768], [768, 1024], [1920, 1080]]) {
      await visit.page.setViewport({width, height, deviceScaleFactor: 1});
      await visit.until('it has the new size', async () => {
        const bar = await visit.widget('panel-bar');
        return Math.abs(bar.width - width) < 1;
      });
      await visit.settle();
      const picture = await visit.picture(`chromium-${width}x${height}`);
      const widgets = await visit.widgets();
      const outside = widgets.filter((w) => w.x < -1 || w.y < -1 || w.x + w.width > width + 1 ||
        w.y + w.height > height + 1);
      expect_equal(outside.map((w) => w.id), [], `outside of ${width}×${height}`);
      await panels_are_drawn(visit, picture, ['panel-scope', 'panel-network']);
    }
  });

  await on('a phone can be used by touch', {width: 390, height: 844, scale: 2, touch: true},
    async (visit) => {
      const picture = await visit.picture('chromium-390x844-2x');
      const panels = (await visit.widgets()).filter((widget) => widget.kind === 'panel');
      expect(panels.length >= 2, `${panels.length} panels`);
      await panels_are_drawn(visit, picture, panels.map((panel) => panel.id));
      const play = await visit.widget('play');
      await visit.page.touchscreen.tap(play.x + play.width / 2, play.y + play.height / 2);
      await visit.until('it plays', async () => (await visit.call('record')).step > 5);
      await visit.page.touchscreen.tap(play.x + play.width / 2, play.y + play.height / 2);
      expect_equal(await visit.rests(), 0, 'frames after the second tap');
      const dial = await visit.widget('scale');
      const before = (await visit.call('document')).initialization.scale;
      const y = dial.y + dial.height / 2;
      const finger = await visit.page.touchscreen.touchStart(dial.x + dial.width * 0.4, y);
      for (let i = 1; i <= 8; ++i) {
        await finger.move(dial.x + dial.width * (0.4 + 0.04 * i), y);
        await visit.settle_input(2);
      }
      await finger.end();
      await visit.settle();
      expect((await visit.call('document')).initialization.scale !== before,
        'the dial did not turn under the finger');
      await visit.picture('chromium-390x844-2x-used');
    });
}
