// SPDX-License-Identifier: MIT
// The four builds of the page, how one of them is chosen, and hosts and browsers that refuse
// threads.

import {Visit} from './browsers.mjs';
import {expect, expect_equal} from './check.mjs';
import {serve} from './server.mjs';

const DOCUMENT = {isobath: 1, data: {source: 'spiral', examples: 200},
  network: {layers: [{units: 8, activation: 'tanh'}, {units: 6, activation: 'relu'},
    {units: 1, activation: 'sigmoid'}]},
  training: {batch: 32, optimizer: 'adam', learning_rate: 0.01}};
const STEPS = 500;

const asked_for = (visit, ending) => visit.requests.filter((url) => url.endsWith(ending))
  .map((url) => url.split('/').pop());

/** Plays for a while, pauses, and goes on to STEPS or beyond; the parameters at `steps`. */
async function train(visit) {
  await visit.call('open', DOCUMENT);
  await visit.call('play');
  await visit.until('it plays', async () => (await visit.call('record')).step > 20);
  await visit.call('pause');
  const {step} = await visit.call('record');
  const steps = Math.max(STEPS, step);
  if (steps > step) await visit.call('step', steps - step);
  const record = await visit.call('record');
  expect_equal(record.step, steps, 'steps');
  expect(record.cost < 0.7, `J is ${record.cost}`);
  return steps;
}

/** Of a fresh training of so many updates. */
async function parameters_after(visit, steps) {
  await visit.call('open', DOCUMENT);
  await visit.call('step', steps);
  return visit.call('parameters');
}

export async function variant_tests(checks, browser, server) {
  const plain = {};

  for (const simd of ['relaxed', 'plain']) {
    for (const threads of [true, false]) {
      const name = `isobath-${simd}${threads ? '-threads' : ''}`;
      const query = new URLSearchParams();
      if (simd === 'plain') query.set('kernels', 'plain');
      if (!threads) query.set('threads', 'off');
      await checks.test(`${name} loads alone and trains`, async () => {
        const visit = await (await Visit.open(browser, `${server.url}?${query}#noise=0.2`)).ready();
        await visit.until('the thread lives',
          async () => (await visit.call('build')).threads === threads);
        const build = await visit.call('build');
        expect_equal(build.simd, simd, 'simd');
        expect_equal(build.why === '', simd === 'relaxed' && threads, `why: "${build.why}"`);
        expect_equal(asked_for(visit, '.wasm'), [`${name}.wasm`], 'programs asked for');
        const steps = await train(visit);
        const trained = await visit.call('parameters');
        expect_equal(await parameters_after(visit, steps), trained, 'played against stepped');
        if (simd === 'plain') plain[threads] = await parameters_after(visit, STEPS);
        // The question stays in the address while the link changes.
        await visit.until('the link is in the address',
          () => visit.page.evaluate(() => location.hash.includes('spiral')));
        expect_equal(await visit.page.evaluate(() => location.search.slice(1)), String(query),
          'query');
        const {train_ms} = await visit.call('frame');
        expect(!threads || train_ms === 0, `the page trained for ${train_ms} ms`);
        expect_equal(visit.messages, [], 'console');
        await visit.close();
      });
    }
  }

  await checks.test('plain SIMD gives the same parameters with and without threads', () => {
    expect(plain[true] && plain[false], 'there is nothing to compare');
    expect_equal(plain[true], plain[false], 'parameters');
  });

  await checks.test('a browser without relaxed SIMD gets the plain build', async () => {
    const visit = await (await Visit.open(browser, server.url, {set_up: () => {
      const validate = WebAssembly.validate;
      WebAssembly.validate = (bytes) => bytes[bytes.length - 3] !== 128 && validate(bytes);
    }})).ready();
    const build = await visit.call('build');
    expect_equal(build.simd, 'plain', 'simd');
    expect(build.why.includes('relaxed SIMD'), build.why);
    await visit.close();
  });

  for (const shared of [true, false]) {
    await checks.test(`a sandboxed frame ${shared ? 'shows the page' : 'says what its server lacks'}`,
      async () => {
        const host = await serve(server.folder, {isolated: false, shared});
        // A page of the same server without a policy of its own: it may hold frames.
        const visit = await Visit.open(browser, `${host.url}manifest.webmanifest`);
        await visit.page.evaluate((url) => {
          const frame = document.createElement('iframe');
          Object.assign(frame, {src: url, width: 1000, height: 700});
          frame.setAttribute('sandbox', 'allow-scripts');
          document.body.append(frame);
        }, host.url);
        const frame = () => visit.page.frames().find((one) => one.url() === host.url);
        const inside = (what) => frame()?.evaluate(what);
        if (shared) {
          await visit.until('the frame can be used', () => inside(
            () => window.isobath?.ready.then(() => document.getElementById('cover').hidden)), 30000);
        } else {
          await visit.until('the frame says why', async () => (await inside(
            () => document.getElementById('message')?.textContent))
            ?.includes('Access-Control-Allow-Origin'));
        }
        await visit.close();
        await host.close();
      });
  }

  await checks.test('an address that asks for what there is not is told so', async () => {
    const visit = await (await Visit.open(browser, `${server.url}?kernels=plan&threads=off`)).ready();
    const build = await visit.call('build');
    expect(build.why.includes('kernels=plan, and only kernels=plain'), build.why);
    expect_equal(build.threads, false, 'threads');
    await visit.close();
  });

  await checks.test('a page that is refused its thread trains in slices', async () => {
    const visit = await (await Visit.open(browser, server.url, {set_up: () => {
      window.Worker = class { constructor() { throw new Error('no worker today'); } };
    }})).ready();
    const build = await visit.call('build');
    expect_equal(build.threads, false, 'threads');
    expect(build.why.includes('no worker today'), build.why);
    await train(visit);
    await visit.close();
  });

  await checks.test('a thread that never begins leaves the page in slices', async () => {
    const visit = await (await Visit.open(browser, server.url, {set_up: () => {
      window.Worker = class extends EventTarget { postMessage() {} terminate() {} };
    }})).ready();
    const build = await visit.call('build');
    expect_equal(build.threads, false, 'threads');
    expect(build.why.includes('thread'), build.why);
    await train(visit);
    await visit.close();
  });

  await checks.test('an update of seconds does not hold up the page', async () => {
    const visit = await (await Visit.open(browser, server.url)).ready();
    const layers = Array.from({length: 40}, () => ({units: 512, activation: 'tanh'}));
    await visit.call('open', {isobath: 1, data: {source: 'circle', examples: 500,
      split: {train: 1, dev: 0, test: 0}}, network: {layers: [...layers,
      {units: 1, activation: 'sigmoid'}]}});
    // Just after an update has ended, the next one is under way: the page pauses at once for the
    // eye, and has turns of its own until the thread is done with it. How many depends on the
    // machine; one that is held up never has more than one.
    let turns = 0;
    let label = '';
    for (let attempt = 0; attempt < 5 && turns <= 3; ++attempt) {
      await visit.call('play');
      [turns, label] = await visit.page.evaluate(async () => {
        const {isobath} = window;
        await new Promise((resolve) => {
          const heard = () => {
            isobath.removeEventListener('step', heard);
            resolve();
          };
          isobath.addEventListener('step', heard);
        });
        let record = null;
        isobath.pause();
        isobath.record().then((value) => { record = value; });
        let turned = 0;
        while (record === null) {
          await isobath.frame();
          ++turned;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return [turned, (await isobath.widgets()).find(({id}) => id === 'play').label];
      });
    }
    expect(turns > 3, `the page had ${turns} turns meanwhile`);
    expect_equal(label, 'play', 'the button after the pause');
    await visit.close();
  });
}

/** A host that sends no headers; also for other engines. */
export async function host_tests(checks, browser, folder) {
  await checks.test('on a host without headers a service worker isolates the page', async () => {
    const host = await serve(folder, {isolated: false});
    try {
      const visit = await Visit.open(browser, `${host.url}#source=moons`);
      await visit.until('the page is isolated', () => visit.page.evaluate(
        () => crossOriginIsolated && 'isobath' in window).catch(() => false));
      await visit.ready();
      await visit.until('the thread lives', async () => (await visit.call('build')).threads);
      expect_equal((await visit.call('document')).data.source, 'moons', 'source');
      await train(visit);
      await visit.close();
    } finally {
      await host.close();
    }
  });

  await checks.test('without a service worker such a host gets slices, and the page says so',
    async () => {
      const host = await serve(folder, {isolated: false});
      try {
        const visit = await (await Visit.open(browser, host.url, {set_up: () => {
          Object.defineProperty(Navigator.prototype, 'serviceWorker', {value: undefined});
        }})).ready();
        const build = await visit.call('build');
        expect_equal(build.threads, false, 'threads');
        expect(build.why.includes('not isolated'), build.why);
        await train(visit);
        await visit.close();
      } finally {
        await host.close();
      }
    });
}
