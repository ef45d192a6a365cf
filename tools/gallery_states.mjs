// SPDX-License-Identifier: MIT
// The states of the page that the gallery shows: a document, updates to take, and what to do then.

import {sleep} from '../tests/browser/browsers.mjs';

const hidden = (count, units, activation) =>
  Array.from({length: count}, () => ({units, activation}));
const binary = {units: 1, activation: 'sigmoid'};
const linear = {units: 1, activation: 'linear'};

const spiral = {isobath: 1, data: {source: 'spiral', noise: 0.05},
  network: {layers: [...hidden(5, 8, 'tanh'), binary]},
  training: {learning_rate: 0.03, optimizer: 'adam'}};
const deep = (layers, scale, weights = 'xavier_normal', activation = 'tanh') => ({isobath: 1,
  network: {layers: [...hidden(layers - 1, 8, activation), binary]},
  initialization: {weights, scale}});

const HOMES = ['넓이,침실 수,동네,값'];
for (let i = 0; i < 60; ++i) {
  const size = 40 + (i * 37) % 120;
  HOMES.push(`${size},${1 + (i * 7) % 4},${i % 3},${(size * 3 + (i % 3) * 40) / 100}`);
}

/** Opens the stepper and makes moves in it; a cell of the result is pointed at. */
async function walk(visit, moves) {
  await visit.click('stepper');
  for (const id of moves) {
    await visit.click(id);
    await sleep(100);
  }
  const {x, y} = await visit.widget('matrix-result');
  await visit.page.mouse.move(x + 4, y + 4, {steps: 3});
  await sleep(400);
}

export const STATES = {
  fresh: {},
  training: {
    document: spiral, plays: true,
    async then(visit) {
      await visit.call('play');
      await sleep(1200);
    },
  },
  trained: {document: spiral, steps: 900},
  exploded: {document: deep(60, 2.2, 'he_normal', 'relu')},
  vanished: {document: deep(150, 0.5)},
  nan: {document: {isobath: 1, network: {layers: [...hidden(3, 6, 'relu'), linear]},
    loss: 'squared_error', training: {learning_rate: 1000}}, steps: 50},
  symmetric: {document: {isobath: 1, network: {layers: [...hidden(2, 4, 'tanh'), binary]},
    initialization: {weights: 'constant', scale: 0.5}}, steps: 30},
  deepest: {document: deep(200, 1.0, 'orthogonal')},
  wide: {document: {isobath: 1, network: {layers: [...hidden(2, 512, 'tanh'), binary]}}},
  logistic: {document: {isobath: 1, data: {source: 'gaussians'}, network: {layers: [binary]}},
    steps: 100},
  regression: {document: {isobath: 1, data: {source: 'waves'},
    network: {layers: [...hidden(3, 8, 'tanh'), linear]}, loss: 'squared_error'}, steps: 400},
  classes: {document: {isobath: 1, data: {source: 'images', classes: 4}, network: {layers: [
    {units: 12, activation: 'relu'}, {units: 4, activation: 'softmax'}]},
  loss: 'categorical_cross_entropy'}, steps: 200},
  empty: {document: {isobath: 1, data: {source: 'table', x: [[1, 2], [2, 1], [3, 3], [0, 1]],
    y: [[0], [1], [1], [0]], split: {train: 1, dev: 0, test: 0}}}},
  korean: {then: (visit) => visit.drop('집값.csv', HOMES.join('\n'))},
  error: {then: (visit) => visit.drop('잘못된 문서.json',
    '{"isobath": 1, "network": {"layers": [{"units": 0}]}}')},
  keys: {
    covered: true,
    then: (visit) => visit.click('keys'),
  },
  unit: {
    document: spiral, steps: 200, covered: true,
    async then(visit) {
      const unit = (await visit.widgets()).find(({id}) => /^unit-2-/.test(id));
      if (!unit) return;
      await visit.page.mouse.move(unit.x + unit.width / 2, unit.y + unit.height / 2, {steps: 3});
      await sleep(900);
    },
  },
  lines: {
    document: {isobath: 1, data: {source: 'gaussians', inputs: ['x1', 'x2', 'x1*x2']},
      network: {layers: [...hidden(2, 5, 'tanh'), {units: 3, activation: 'tanh'}, binary]}},
    covered: true,
    then: (visit) => walk(visit, ['lines-on', 'lines-layer-on']),
  },
  lines_large: {
    document: {isobath: 1, data: {source: 'images', side: 8, classes: 4}, network: {layers: [
      {units: 32, activation: 'relu'}, {units: 10, activation: 'relu'},
      {units: 4, activation: 'softmax'}]}, loss: 'categorical_cross_entropy'},
    covered: true,
    then: (visit) => walk(visit, ['lines-on', ...Array(6).fill('matrix-larger')]),
  },
  lines_deep: {
    document: {isobath: 1, network: {layers: [...hidden(99, 64, 'tanh'), binary]}},
    covered: true,
    then: (visit) => walk(visit,
      ['lines-pass-on', 'lines-pass-on', ...Array(12).fill('lines-layer-on')]),
  },
  tip: {
    covered: true,
    async then(visit) {
      const dial = await visit.widget('learning-rate').catch(() => visit.widget('play'));
      await visit.page.mouse.move(dial.x + dial.width / 2, dial.y + dial.height / 2, {steps: 3});
      await sleep(900);
    },
  },
};
