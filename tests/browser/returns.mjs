// SPDX-License-Identifier: MIT
// A page that is closed, reloaded or left for a link comes back as it was.

import {Visit, sleep} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';

/** What a visitor would miss. */
async function state(visit) {
  return {step: (await visit.call('record')).step, parameters: await visit.call('parameters'),
    document: await visit.call('document')};
}

const stored = (visit) => visit.page.evaluate(() => localStorage.getItem('isobath.session'));

/** Until what is kept is of this step: the last of J's curve. */
const kept_at = (visit, step) => visit.until(`step ${step} is kept`,
  async () => JSON.parse(await stored(visit) || '{}').costs?.at(-1)[0] === step, 8000);

async function reload(visit, url = null) {
  if (url) await visit.page.goto('about:blank');
  await (url ? visit.page.goto(url, {waitUntil: 'load'}) : visit.page.reload({waitUntil: 'load'}));
  await visit.ready();
}

export async function return_tests(checks, browser, server) {
  const visit = await (await Visit.open(browser, server.url)).ready();

  await checks.test('a reloaded page stands where it stood', async () => {
    await visit.call('open', {isobath: 1, data: {source: 'moons'},
      training: {optimizer: 'adam', learning_rate: 0.02, batch: 16}});
    await visit.call('step', 37);
    const before = await state(visit);
    await kept_at(visit, 37);
    await reload(visit);
    expect_equal(await state(visit), before, 'after the reload');
    await visit.call('back', 30);
    expect_equal((await visit.call('record')).step, 7, 'step');
  });

  await checks.test('a notice does not put off what is to be kept', async () => {
    await visit.page.evaluate(() => { navigator.clipboard.writeText = async () => {}; });
    // A run of its own: of one that was gone back in, the steps ahead are kept, too.
    await visit.call('open', {isobath: 1});
    await visit.call('step', 2);
    await visit.page.keyboard.down('Control');
    await visit.press('KeyC');
    await visit.page.keyboard.up('Control');
    await visit.until('it is told', async () =>
      (await visit.widgets()).some(({id}) => id === 'told'));
    await kept_at(visit, 2);
    // And it goes by itself.
    await visit.until('the notice is gone', async () =>
      !(await visit.widgets()).some(({id}) => id === 'told'), 40000);
  });

  await checks.test('a page that is left at once is kept all the same', async () => {
    await visit.call('step', 5);
    const before = await state(visit);
    await reload(visit);
    expect_equal(await state(visit), before, 'after the reload');
  });

  await checks.test('the bare address brings the session back, another link takes its place',
    async () => {
      const before = await state(visit);
      await reload(visit, server.url);
      expect_equal(await state(visit), before, 'at the bare address');
      await reload(visit, `${server.url}#source=xor`);
      expect_equal((await visit.call('document')).data.source, 'xor', 'source');
      await visit.click('undo');
      expect_equal(await state(visit), before, 'after undo');
    });

  await checks.test('what cannot be read is put aside and told', async () => {
    await visit.page.goto(`${server.url}?fresh`, {waitUntil: 'load'});
    await visit.page.evaluate(() => {
      for (const key of ['isobath.session', 'isobath.former']) {
        sessionStorage.removeItem(key);
        localStorage.removeItem(key);
      }
      localStorage.setItem('isobath.session', 'nonsense');
    });
    await visit.page.goto(server.url, {waitUntil: 'load'});
    await visit.ready();
    expect_equal(await visit.page.evaluate(() => localStorage.getItem('isobath.unreadable')),
      'nonsense', 'aside');
    expect_equal((await visit.call('record')).step, 0, 'step');
  });

  await checks.test('a store that is full still brings the session back', async () => {
    await visit.call('step', 21);
    const {step} = await visit.call('record');
    await kept_at(visit, step);
    await visit.page.evaluate(() => {
      let part = 'x'.repeat(1 << 20);
      for (let i = 0; part.length > 0; ++i) {
        try {
          localStorage.setItem(`filler.${i}`, part);
        } catch {
          part = part.slice(0, part.length >> 1);
        }
      }
    });
    await reload(visit);
    expect_equal((await visit.call('record')).step, step, 'step');
    await visit.page.evaluate(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith('filler.')) localStorage.removeItem(key);
      }
    });
    await visit.call('reset');
  });

  await checks.test('an address with ?fresh begins anew and keeps nothing', async () => {
    await visit.call('step', 3);
    await kept_at(visit, 3);
    const before = await stored(visit);
    await reload(visit, `${server.url}?fresh`);
    expect_equal((await visit.call('record')).step, 0, 'step');
    await visit.call('step', 4);
    await sleep(1500);
    expect_equal(await stored(visit), before, 'kept');
  });

  await checks.test('where nothing may be kept, everything else works', async () => {
    const closed = await (await Visit.open(browser, server.url, {set_up: () => {
      Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };
    }})).ready();
    try {
      await closed.call('step', 2);
      await sleep(1300);
      expect_equal((await closed.call('record')).step, 2, 'step');
      expect(!closed.messages.some((text) => text.startsWith('thrown')), `${closed.messages}`);
    } finally {
      await closed.close();
    }
  });

  await visit.close();
}
