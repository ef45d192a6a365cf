// SPDX-License-Identifier: MIT
// One page for a row of tests: each test ends with nothing written to the console.

import {Visit} from './browsers.mjs';
import {expect_equal} from './check.mjs';

/** Said by Firefox about the machine's graphics, not by the page. */
export const OF_THE_MACHINE = /WebGL warning|WEBGL_debug_renderer_info|GPU stall/;

export async function fresh_visits(checks, browser, server, options = {}) {
  const visit = await (await Visit.open(browser, server.url, options)).ready();
  const test = (name, body) => checks.test(name, async () => {
    visit.messages.splice(0);
    await body(visit);
    const messages = visit.messages.filter((message) => !OF_THE_MACHINE.test(message));
    expect_equal(messages, [], 'console');
  });
  return {visit, test, close: () => visit.close()};
}
