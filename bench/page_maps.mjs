// SPDX-License-Identifier: MIT
// Maps in the page: how soon there is a first picture, how long whole maps take, and what the page
// itself does in a frame meanwhile. All with as many threads as the page takes.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {median} from './peers/timing.mjs';

/** Every preset is opened so often, and the middle time counts. */
export const openings = 5;

// Samples of the first picture stand so far apart (kCoarsestStage in src/app/study/map_window.hpp).
const coarse = 16;

const scale = 'initialization.scale=lin:0.2:3:57';
const rate = 'training.learning_rate=log:0.001:10:41';
const study = (x, y, more = {}) => ({isobath: 1, study: {kind: 'map', x, y, ...more}});

/** The page's own presets (src/app/study/study_presets.cpp), of the experiment that it begins with. */
const presets = {
  'scale × α': study('initialization.scale=log:0.1:10:41', rate),
  'scale × depth': study(scale, 'network.depth=lin:1:20:20', {steps: 100}),
  'α × depth': study(rate, 'network.depth=lin:1:20:20', {steps: 100}),
  'width × examples': study('network.width=log:2:32:9', 'data.examples=log:20:1280:13',
    {steps: 400, measure: 'dev.loss'}),
  'at the start only': study(scale, 'network.depth=lin:1:40:40', {measure: 'scope.dZ'}),
};

const small = {isobath: 1,
  network: {layers: [{units: 16, activation: 'tanh'}, {units: 1, activation: 'sigmoid'}]},
  training: {batch: 16},
  study: {kind: 'map', x: 'initialization.scale=log:0.1:10:256', y: 'training.learning_rate=log:0.001:10:256',
    steps: 200}};

const fractalOf = (root) =>
  JSON.parse(readFileSync(join(root, 'docs/experiments/09-fractal-tanh.json'), 'utf8'));

function enlarged(document) {
  const {study: of} = document;
  return {...document, study: {...of, x: of.x.replace(/:128$/, ':256'), y: of.y.replace(/:128$/, ':256')}};
}

// How often it is asked how far a whole map is: to answer, the page draws.
const askedEach_ms = 200;

// Opens a document and follows its map to the first picture or to the end; frames are those that the
// page drew meanwhile, of its own accord.
const follow = (visit, document, toTheEnd) => visit.page.evaluate(async (opened, whole, cells, each) => {
  const begin = performance.now();
  const frames = [];
  let [first, asked, count] = [null, 0, (await window.isobath.frame()).count];
  await window.isobath.open(opened);
  for (;;) {
    await new Promise(requestAnimationFrame);
    const frame = await window.isobath.frame();
    if (frame.count === count + 1) frames.push(frame.ui_ms);
    count = frame.count;
    let now = performance.now() - begin;
    if (first !== null && now - asked < each) continue;
    asked = now;
    const map = (await window.isobath.widgets()).find(({id}) => id === 'map');
    count = (await window.isobath.frame()).count;
    now = performance.now() - begin;
    const [known, wanted] = (map?.value ?? '').split(' of ').map((text) => Number(text.replace(/[^0-9]/g, '')));
    if (first === null && known >= Math.min(wanted, cells)) first = now;
    if (first !== null && (!whole || known === wanted)) return {first_ms: first, done_ms: now, frames};
    if (now > 120000) throw new Error(`a map is not complete: ${map?.value}`);
  }
}, document, toTheEnd, coarseCells(document), askedEach_ms);

// Of the sides "field=log:0.1:10:256".
function coarseCells({study: {x, y}}) {
  const along = (side) => Math.ceil(Number(side.split(':').at(-1)) / coarse);
  return along(x) * along(y);
}

/** `fresh(work)` makes a visit of its own for each map. */
export async function measureMaps(root, fresh, say) {
  const first = {};
  const all = {...presets, 'the fractal': fractalOf(root)};
  for (const [name, document] of Object.entries(all)) {
    say(`The first picture of the map ${name} ...`);
    const times = [];
    await fresh(async (visit) => {
      for (let i = 0; i < openings; ++i) {
        await visit.call('open', {isobath: 1});
        await visit.settle();
        times.push((await follow(visit, document, false)).first_ms);
      }
    });
    first[name] = {median_ms: median(times), longest_ms: Math.max(...times)};
  }
  const whole = {};
  for (const [name, document] of [['small', small], ['fractal', enlarged(all['the fractal'])]]) {
    say(`A whole map of 256 × 256 cells, ${name} ...`);
    const {done_ms, first_ms, frames} = await fresh((visit) => follow(visit, document, true));
    whole[name] = {done_ms, first_ms, frames: frames.length, median_ms: median(frames), longest_ms: Math.max(...frames)};
  }
  return {first, whole};
}
