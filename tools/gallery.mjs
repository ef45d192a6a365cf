// SPDX-License-Identifier: MIT
// A picture of every state of the page on every kind of screen, in Chromium, with an index to look
// through:
//   node tools/gallery.mjs FOLDER [--dist BUILT] [--only WORD]
// FOLDER must lie outside of the repository. BUILT (or ISOBATH_DIST) is the built page; WORD keeps
// the pictures whose name contains it.

import {existsSync, mkdirSync, realpathSync, writeFileSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {fileURLToPath} from 'node:url';

import {Visit, chromium} from '../tests/browser/browsers.mjs';
import {serve} from '../tests/browser/server.mjs';
import {STATES} from './gallery_states.mjs';

const SCREENS = {
  'wide-dark': {width: 1440, height: 900},
  'wide-light': {width: 1440, height: 900, dark: false},
  'phone-dark': {width: 390, height: 844, touch: true, scale: 2},
  'phone-light': {width: 390, height: 844, touch: true, scale: 2, dark: false},
  'dense-dark': {width: 1440, height: 900, scale: 2},
  'laptop-dark': {width: 1024, height: 768},
  'tablet-light': {width: 768, height: 1024, touch: true, dark: false},
};
/** Screens that show a few states only: the others differ in size alone. */
const SOME = {'dense-dark': ['trained', 'vanished'], 'laptop-dark': ['trained', 'vanished', 'keys'],
  'tablet-light': ['trained', 'vanished']};
/** On a phone one page is open at a time. */
const TABS = ['tab-data', 'tab-network', 'tab-output', 'tab-cost', 'tab-doctor',
  'tab-hyperparameters'];

const root = realpathSync(resolve(dirname(fileURLToPath(import.meta.url)), '..'));

/** The folder as it will really lie, or a sentence of refusal. */
export function outside_of(repository, folder) {
  let there = resolve(folder);
  const missing = [];
  while (!existsSync(there)) {
    missing.unshift(there.slice(dirname(there).length + 1));
    there = dirname(there);
  }
  const real = join(realpathSync(there), ...missing);
  const way = relative(repository, real);
  const inside = way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
  if (inside) throw new Error(`${folder} lies within the repository: pictures go elsewhere.`);
  return real;
}

function index_of(pictures) {
  const rows = pictures.map(({name, state, screen, width}) =>
    `<figure style="max-width:${width}px"><a href="${name}.png"><img src="${name}.png" loading="lazy"
 alt=""></a><figcaption>${state} · ${screen}</figcaption></figure>`);
  return `<!doctype html>
<meta charset="utf-8">
<title>Isobath: gallery</title>
<style>
body { margin: 16px; background: #777; font: 14px/1.4 system-ui, sans-serif; display: flex;
  flex-wrap: wrap; gap: 16px }
figure { margin: 0 }
img { max-width: 100%; display: block }
figcaption { color: #fff; padding: 4px 0 }
</style>
${rows.join('\n')}
`;
}

async function take(browser, server, folder, screen_name, state_name) {
  const screen = SCREENS[screen_name];
  const state = STATES[state_name];
  const taken = [];
  const visit = await (await Visit.open(browser, server.url, screen)).ready();
  const shoot = async (suffix = '') => {
    const name = `${state_name}${suffix}-${screen_name}`;
    await visit.picture(name);
    taken.push({name, state: state_name + suffix, screen: screen_name,
      width: screen.width > 600 ? 700 : 320});
    console.log(join(folder, `${name}.png`));
  };
  try {
    await visit.call('open', state.document ?? {isobath: 1});
    if (state.steps) await visit.call('step', state.steps);
    await state.then?.(visit);
    if (!state.plays) await visit.settle();
    const shown = new Set((await visit.widgets()).map(({id}) => id));
    const tabs = TABS.filter((id) => shown.has(id));
    if (tabs.length < 4 || state.covered) {
      await shoot();
    } else {
      for (const tab of tabs) {
        await visit.click(tab);
        if (!state.plays) await visit.settle();
        await shoot(`-${tab.slice(4)}`);
      }
    }
  } finally {
    await visit.close();
  }
  return taken;
}

async function main() {
  const words = process.argv.slice(2);
  const option = (name) => {
    const at = words.indexOf(name);
    return at >= 0 ? words.splice(at, 2)[1] : null;
  };
  const built = resolve(option('--dist') ?? process.env.ISOBATH_DIST ?? join(root, 'build/web/dist'));
  const only = option('--only') ?? '';
  if (words.length !== 1 || words[0].startsWith('--')) {
    console.error('usage: node tools/gallery.mjs FOLDER [--dist BUILT] [--only WORD]');
    process.exit(2);
  }
  let folder;
  try {
    folder = outside_of(root, words[0]);
  } catch (error) {
    console.error(`isobath: ${error.message}`);
    process.exit(2);
  }
  mkdirSync(folder, {recursive: true});
  Visit.folder = folder;
  const server = await serve(built);
  const browser = await chromium();
  const pictures = [];
  let failed = 0;
  try {
    for (const screen of Object.keys(SCREENS)) {
      for (const state of Object.keys(STATES)) {
        if (SOME[screen] && !SOME[screen].includes(state)) continue;
        if (!`${state}-${screen}`.includes(only)) continue;
        try {
          pictures.push(...await take(browser, server, folder, screen, state));
        } catch (error) {
          ++failed;
          console.error(`isobath: ${state} on ${screen}: ${error.message}`);
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  writeFileSync(join(folder, 'index.html'), index_of(pictures));
  console.log(`${pictures.length} pictures, ${failed} failed; ${join(folder, 'index.html')}`);
  process.exitCode = failed > 0 || pictures.length === 0 ? 1 : 0;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) await main();
