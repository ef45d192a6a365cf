// SPDX-License-Identifier: MIT
// The page in headless Chromium: the core's speed in it, its files, the first picture from a cold
// cache, and its own work in a frame while a large network trains.
import {gzipSync, brotliCompressSync, constants} from 'node:zlib';
import {readFileSync, readdirSync} from 'node:fs';
import {join, relative} from 'node:path';
import {chromium, sleep, Visit} from '../tests/browser/browsers.mjs';
import {serve} from '../tools/serve.mjs';
import {limits} from './goals.mjs';
import {measureMaps} from './page_maps.mjs';
import {median} from './peers/timing.mjs';

export const coldStarts = 7;
/** Long enough for some ninety frames, the first of them with code that the engine has not optimised yet. */
export const frameSeconds = 20;

// The first picture: the cover is gone and the program has drawn a frame, which the browser then
// shows; in milliseconds since the navigation began.
function watchForPicture() {
  const look = async () => {
    const cover = document.getElementById('cover');
    if (window.isobath && cover?.hidden && (await window.isobath.frame()).count > 0) {
      requestAnimationFrame(() => { window.firstPictureMs = performance.now(); });
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

// Each in a browser of its own, with a profile that did not exist before. `requests` are the files
// that a first visit loads.
async function measureColdStarts(url) {
  const times = [];
  let requests = [];
  for (let i = 0; i < coldStarts; i++) {
    const browser = await chromium();
    try {
      const visit = await Visit.open(browser, url, {set_up: watchForPicture});
      await visit.page.waitForFunction('window.firstPictureMs', {timeout: 60000});
      times.push(await visit.page.evaluate('window.firstPictureMs'));
      requests = visit.requests.map((address) => new URL(address).pathname.replace(/\/$/, '/index.html'));
    } finally {
      await browser.close();
    }
  }
  return {times_ms: times, median_ms: median(times), requests: [...new Set(requests)]};
}

// 150 layers of 64 units, batch 128, all that the machine can do, with the scope on screen.
async function measureFrames(visit) {
  await visit.call('open', {isobath: 1, network: {layers: [
    ...Array.from({length: 149}, () => ({units: 64, activation: 'tanh'})),
    {units: 1, activation: 'sigmoid'}]}, training: {batch: 128, learning_rate: 0.01}});
  await visit.settle();
  await visit.widget('plot-scope');
  await visit.call('play');
  await sleep(500);
  const before = (await visit.call('record')).step;
  const frames = await visit.page.evaluate((milliseconds) => new Promise((resolve) => {
    const all = [];
    const begin = performance.now();
    let last = -1;
    const look = async (now) => {
      const {count, ui_ms, train_ms} = await window.isobath.frame();
      if (count !== last) all.push({at_ms: now - begin, ui_ms, train_ms});
      last = count;
      if (now - begin < milliseconds) requestAnimationFrame(look);
      else resolve(all);
    };
    requestAnimationFrame(look);
  }), frameSeconds * 1000);
  const updates = (await visit.call('record')).step - before;
  await visit.call('pause');
  const work = frames.map(({ui_ms}) => ui_ms);
  const seconds = frames.at(-1).at_ms / 1000;
  return {
    frames: frames.length,
    frames_per_second: frames.length / seconds,
    updates_per_second: updates / seconds,
    median_ms: median(work),
    longest_ms: Math.max(...work),
    long: frames.filter(({ui_ms: ms}) => ms > limits.frame_longest_ms)
      .map(({at_ms: at, ui_ms: ms}) => ({at_ms: at, ui_ms: ms})),
  };
}

function filesBelow(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]);
}

// Every file of the page in bytes, as it is, and as servers compress it.
export function measureFiles(dist) {
  return filesBelow(dist).sort().map((path) => {
    const bytes = readFileSync(path);
    return {
      name: `/${relative(dist, path)}`,
      raw: bytes.length,
      gzip: gzipSync(bytes, {level: 9}).length,
      brotli: brotliCompressSync(bytes,
        {params: {[constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length}}).length,
    };
  });
}

// One visit with a question in the page's address, in a browser of its own.
async function visitWith(url, query, work) {
  const browser = await chromium();
  try {
    const visit = await Visit.open(browser, url + query);
    await visit.ready();
    return await work(visit, browser);
  } finally {
    await browser.close();
  }
}

// The page as an engine like those of engines.mjs, once as it chooses its build by itself, once asked
// for plain SIMD.
export function pageEngines(dist) {
  const engine = (place, query) => ({name: 'Isobath in the page', place, run: async (workloads, budgetMs) => {
    const served = await serve(dist);
    try {
      return await visitWith(`${served.url}/`, query, (visit) =>
        visit.call('bench', {only: workloads.map(({name}) => name), budget_ms: budgetMs}));
    } finally {
      await served.close();
    }
  }});
  return [engine('page', ''), engine('page plain', '?kernels=plain')];
}

// What only the page has; `say` tells of progress.
export async function measurePage(root, dist, say) {
  const served = await serve(dist);
  const url = `${served.url}/`;
  try {
    say(`${coldStarts} first visits in Chromium ...`);
    const cold = await measureColdStarts(url);
    say('The page\'s own work in a frame ...');
    const version = await visitWith(url, '', (visit, browser) => browser.version());
    const frames = await visitWith(url, '', measureFrames);
    const unthreadedFrames = await visitWith(url, '?threads=off', measureFrames);
    const maps = await measureMaps(root, (work) => visitWith(url, '', work), say);
    return {version, files: measureFiles(dist), cold, frames, unthreadedFrames, maps};
  } finally {
    await served.close();
  }
}
