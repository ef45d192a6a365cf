// SPDX-License-Identifier: MIT
// Browsers that lack something: a sentence in place of a dead page.

import {Visit} from './browsers.mjs';
import {expect} from './check.mjs';

const cases = [
  ['without WebGL2', 'WebGL2', () => {
    const real = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return kind === 'webgl2' ? null : real.call(this, kind, ...rest);
    };
  }],
  ['without SIMD', 'SIMD', () => { WebAssembly.validate = () => false; }],
  ['without WebAssembly', 'WebAssembly', () => { delete globalThis.WebAssembly; }],
];

export async function refusal_tests(checks, browser, server) {
  for (const [name, word, set_up] of cases) {
    await checks.test(`a browser ${name} is told so`, async () => {
      const visit = await Visit.open(browser, server.url, {width: 800, height: 600, set_up});
      const refused = await visit.page.evaluate(
        () => window.isobath.ready.then(() => '', (error) => error.message));
      const shown = await visit.page.evaluate(() => {
        const cover = document.getElementById('cover');
        return cover.hidden ? '' : cover.innerText;
      });
      expect(refused.includes(word), `ready said "${refused}"`);
      expect(shown.includes(refused), `the page shows "${shown}"`);
      await visit.close();
    });
  }

  await checks.test('a program that does not arrive is told so', async () => {
    const visit = await Visit.open(browser, 'about:blank', {width: 800, height: 600});
    await visit.page.setRequestInterception(true);
    visit.page.on('request', (request) => {
      if (request.url().endsWith('.wasm')) request.abort();
      else request.continue();
    });
    await visit.page.goto(server.url);
    await visit.page.waitForFunction(
      () => document.getElementById('message').textContent.includes('could not be loaded'));
    await visit.close();
  });
}
