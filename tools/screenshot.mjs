// SPDX-License-Identifier: MIT
// Pictures of the real page, in Chromium:
//   node tools/screenshot.mjs [FOLDER]             the README's picture, docs/isobath.png
//   node tools/screenshot.mjs [FOLDER] --review    every screen worth looking at, build/review/
// FOLDER (or ISOBATH_DIST) is the built page.

import {join, resolve, dirname} from 'node:path';
import {fileURLToPath} from 'node:url';

import {Visit, chromium} from '../tests/browser/browsers.mjs';
import {serve} from '../tests/browser/server.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const words = process.argv.slice(2);
const review = words.includes('--review');
const folder = resolve(words.find((word) => !word.startsWith('--')) ?? process.env.ISOBATH_DIST ??
  join(root, 'build/web/dist'));

const hidden = (count, units, activation) =>
  Array.from({length: count}, () => ({units, activation}));
const binary = {units: 1, activation: 'sigmoid'};

const DOCUMENTS = {
  start: [{isobath: 1}, 0],
  spiral: [{
    isobath: 1, data: {source: 'spiral', noise: 0.05},
    network: {layers: [...hidden(5, 8, 'tanh'), binary]},
    initialization: {weights: 'xavier_normal'}, training: {learning_rate: 0.03, optimizer: 'adam'},
  }, 900],
  deep: [{isobath: 1, network: {layers: [...hidden(59, 8, 'tanh'), binary]},
    initialization: {weights: 'xavier_normal', scale: 0.8}}, 0],
  deepest: [{isobath: 1, network: {layers: [...hidden(199, 20, 'relu'), binary]},
    initialization: {weights: 'he_normal'}}, 0],
  wide: [{isobath: 1, network: {layers: [...hidden(2, 512, 'tanh'), binary]}}, 0],
  logistic: [{isobath: 1, network: {layers: [binary]}}, 100],
  diverged: [{isobath: 1, network: {layers: [...hidden(3, 6, 'relu'), {units: 1, activation: 'linear'}]},
    loss: 'squared_error', training: {learning_rate: 1000}}, 50],
  regression: [{isobath: 1, data: {source: 'waves'}, network: {layers: [...hidden(3, 8, 'tanh'),
    {units: 1, activation: 'linear'}]}, loss: 'squared_error'}, 500],
  classes: [{isobath: 1, data: {source: 'images', classes: 4}, network: {layers: [
    {units: 12, activation: 'relu'}, {units: 4, activation: 'softmax'}]},
  loss: 'categorical_cross_entropy'}, 200],
  housing: [{isobath: 1, data: {source: 'housing', scaling: 'standardize'},
    network: {layers: [...hidden(1, 3, 'relu'), {units: 1, activation: 'linear'}]},
    loss: 'squared_error', training: {learning_rate: 0.03}}, 300],
};

const SCREENS = {
  '1440x900': {width: 1440, height: 900},
  '1440x900-light': {width: 1440, height: 900, dark: false},
  '1440x900-2x': {width: 1440, height: 900, scale: 2},
  '1024x768': {width: 1024, height: 768},
  '768x1024': {width: 768, height: 1024, touch: true},
  '390x844': {width: 390, height: 844, touch: true, scale: 2},
  '844x390': {width: 844, height: 390, touch: true, scale: 2},
  '2560x1440': {width: 2560, height: 1440},
};

const server = await serve(folder);
const browser = await chromium();

async function take(name, screen, [document, steps]) {
  const visit = await (await Visit.open(browser, server.url, screen)).ready();
  await visit.call('open', document);
  if (steps > 0) await visit.call('step', steps);
  await visit.settle();
  await visit.picture(name);
  console.log(join(Visit.folder, `${name}.png`));
  await visit.close();
}

try {
  if (review) {
    Visit.folder = join(root, 'build/review');
    for (const [name, document] of Object.entries(DOCUMENTS)) {
      await take(name, SCREENS['1440x900'], document);
    }
    for (const [size, screen] of Object.entries(SCREENS)) {
      for (const name of ['spiral', 'deep']) await take(`${size}-${name}`, screen, DOCUMENTS[name]);
    }
  } else {
    Visit.folder = join(root, 'docs');
    await take('isobath', SCREENS['1440x900-2x'], DOCUMENTS.spiral);
  }
} finally {
  await browser.close();
  await server.close();
}
