// SPDX-License-Identifier: MIT
// Another engine: the page loads, draws and trains.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {crop, is_drawn} from './pixels.mjs';

/** Said by Firefox about the machine's graphics, not by the page. */
const OF_THE_MACHINE = /WebGL warning|WEBGL_debug_renderer_info|GPU stall/;

export async function firefox_tests(checks, browser, server) {
  let visit = null;

  await checks.test('the page loads without a message', async () => {
    visit = await (await Visit.open(browser, server.url, {width: 1280, height: 800})).ready();
    const messages = visit.messages.filter((message) => !OF_THE_MACHINE.test(message));
    expect_equal(messages, [], 'console');
  });
  if (!visit) return;

  await checks.test('every panel is drawn', async () => {
    const picture = await visit.picture('firefox-1280x800');
    const panels = (await visit.widgets()).filter((widget) => widget.kind === 'panel');
    expect(panels.length >= 5, `${panels.length} panels`);
    for (const panel of panels) expect(is_drawn(crop(picture, panel)), `${panel.id} is blank`);
  });

  await checks.test('a click on Play makes J fall', async () => {
    const before = await visit.call('record');
    await visit.click('play');
    await visit.until('50 updates are done', async () => (await visit.call('record')).step > 50);
    await visit.click('play');
    const after = await visit.call('record');
    expect(after.cost < before.cost, `J went from ${before.cost} to ${after.cost}`);
  });

  await checks.test('the right arrow takes one update', async () => {
    const before = await visit.call('record');
    await visit.press('ArrowRight');
    expect_equal((await visit.call('record')).step, before.step + 1, 'step');
  });

  await visit.close();
}
