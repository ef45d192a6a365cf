// SPDX-License-Identifier: MIT
// What a closed tab leaves: large trainings at their step, runs that have ended with their curves.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {OF_THE_MACHINE} from './visits.mjs';

const hidden = (count, units) => Array.from({length: count}, () => ({units, activation: 'tanh'}));
const OUTPUT = {units: 1, activation: 'sigmoid'};
// 273 001 numbers, with Adam's moments three times as many: too much for the text of a session.
const LARGE = {isobath: 1, data: {examples: 40, split: {train: 1, dev: 0, test: 0}},
  network: {layers: [...hidden(4, 300), OUTPUT]}, training: {optimizer: 'adam', learning_rate: 0.001}};

/** A fingerprint of all parameters, and what else a visitor would miss. */
async function state(visit) {
  const parameters = await visit.page.evaluate(async () => {
    const text = JSON.stringify(await window.isobath.parameters());
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
    return [...new Uint8Array(hash)].join(' ') + ` of ${text.length}`;
  });
  return {parameters, record: await visit.call('record'), document: await visit.call('document')};
}

const runs = async (visit) => (await visit.widgets()).filter(({id}) => /^run-\d+-show$/.test(id))
  .map(({id, label, value}) => ({id, label, value}));

const session = (visit) => visit.page.evaluate(() =>
  JSON.parse(localStorage.getItem('isobath.session') || '{}'));

/** The keys of the records there are. */
const records = (visit) => visit.page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('isobath', 1);
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction('records').objectStore('records').getAllKeys();
    all.onsuccess = () => resolve(all.result);
  };
}));

const all_kept = async (visit) => {
  const {record, runs: entries = []} = await session(visit);
  const keys = await records(visit);
  return [record, ...entries.map((entry) => entry.record)].filter(Boolean)
    .every((key) => keys.includes(key));
};

function said(visit) {
  return visit.messages.filter((message) => !OF_THE_MACHINE.test(message));
}

async function reopened(browser, server, visit) {
  await visit.page.close({runBeforeUnload: false});
  return (await Visit.open(browser, server.url, {returning: true, height: 1100})).ready();
}

export async function keep_tests(checks, browser, server) {
  let visit = await (await Visit.open(browser, server.url, {height: 1100})).ready();

  await checks.test('a large training comes back from a closed tab, bit for bit', async () => {
    await visit.call('open', LARGE);
    await visit.call('step', 12);
    const before = await state(visit);
    await visit.until('it is kept', async () =>
      (await session(visit)).record !== undefined && await all_kept(visit));
    visit = await reopened(browser, server, visit);
    expect_equal(await state(visit), before, 'after the tab was closed');
    // And back in time, from where it came.
    await visit.call('back', 8);
    await visit.until('it is at step 4', async () => (await visit.call('record')).step === 4);
    await visit.call('step', 8);
    expect_equal((await state(visit)).parameters, before.parameters, 'the same way once more');
    expect_equal(said(visit), [], 'console');
  });

  await checks.test('a reload right after a step brings the large training back too', async () => {
    await visit.until('it is kept', () => all_kept(visit));
    await visit.call('step', 3);
    const before = await state(visit);
    await visit.page.reload({waitUntil: 'load'});
    await visit.ready();
    const after = await state(visit);
    expect([before.record.step, before.record.step - 3].includes(after.record.step),
      `it stands at step ${after.record.step}`);
    expect_equal(after.document, before.document, 'document');
  });

  await checks.test('runs are compared, and come back from a closed tab', async () => {
    await visit.call('step', 20);  // shorter runs are not kept
    await visit.call('open', {isobath: 1});
    await visit.settle();
    await visit.click('runs-clear');  // the large one
    await visit.call('step', 60);
    await visit.call('open', {isobath: 1, training: {learning_rate: 0.3}});
    await visit.call('step', 60);
    await visit.call('open', {isobath: 1, training: {learning_rate: 0.9}});
    await visit.call('step', 25);
    await visit.settle();
    const [newest] = await runs(visit);
    expect_equal(newest.label, 'α 0.3', 'the name of the last run');
    await visit.click(newest.id);
    await visit.until('it is hidden', async () => (await runs(visit))[0].value === 'off');
    const before = {list: await runs(visit), ...await state(visit)};
    await visit.until('the runs are kept', async () =>
      (await session(visit)).runs?.some((run) => run.shown === false) && await all_kept(visit));
    visit = await reopened(browser, server, visit);
    expect_equal({list: await runs(visit), ...await state(visit)}, before, 'after it was closed');
    await visit.picture('kept-runs');
  });

  await checks.test('a run of an earlier visit is restored where it stood, and deleted', async () => {
    const of_rate = async (rate) => (await runs(visit)).find(({label}) => label.includes(rate));
    const wanted = (await of_rate('0.1')).id.replace('-show', '-restore');
    await visit.click(wanted);
    await visit.until('it goes on with it', async () =>
      (await visit.call('record')).step === 60 &&
      (await visit.call('document')).training?.learning_rate === 0.1);
    const restored = await state(visit);
    // What the same training gives without having been away.
    await visit.call('open', {isobath: 1});
    await visit.call('step', 60);
    expect_equal((await state(visit)).parameters, restored.parameters, 'parameters');
    const kept = (count) => visit.until(`${count} runs are kept`,
      async () => (await session(visit)).runs?.length === count);
    await kept(3);
    const gone = (await runs(visit))[0].id;
    await visit.click(gone.replace('-show', '-delete'));
    await visit.until('it is deleted', async () =>
      !(await runs(visit)).some(({id}) => id === gone));
    await kept(2);
    const rest = await runs(visit);
    await visit.page.reload({waitUntil: 'load'});
    await visit.ready();
    expect_equal(await runs(visit), rest, 'runs after a reload');
    await visit.click('runs-clear');
    await visit.until('all are gone', async () => (await runs(visit)).length === 0);
  });

  await checks.test('where there is no database, the rest is kept, and it is said once', async () => {
    const closed = await (await Visit.open(browser, server.url, {set_up: () => {
      IDBFactory.prototype.open = () => { throw new DOMException('', 'InvalidStateError'); };
    }})).ready();
    try {
      const errors = await closed.page.evaluate((document) => new Promise((resolve) => {
        const list = [];
        window.isobath.addEventListener('error', ({detail}) => list.push(detail));
        window.isobath.open(document).then(() => window.isobath.step(2))
          .then(() => setTimeout(() => window.isobath.step(1), 2500))
          .then(() => setTimeout(resolve, 6000, list));
      }), LARGE);
      expect_equal(errors.length, 1, `what was said: ${errors}`);
      expect(errors[0].startsWith('The browser has no room'), errors[0]);
      expect(!closed.messages.some((text) => text.startsWith('thrown')), `${closed.messages}`);
      await closed.page.reload({waitUntil: 'load'});
      await closed.ready();
      expect_equal((await closed.call('document')).network, LARGE.network, 'network');
      expect_equal((await closed.call('record')).step, 0, 'step');
    } finally {
      await closed.close();
    }
  });

  await visit.close();
}
