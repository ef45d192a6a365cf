// SPDX-License-Identifier: MIT
// The page in real browsers: node tests/browser/run.mjs [FOLDER] [--only harness|chromium|instrument|variants|firefox|quick]
// quick: the first tests of chromium alone, on the one program that a current browser loads.
// FOLDER (or ISOBATH_DIST) is the built page. Pictures are left in build/screenshots.

import {existsSync} from 'node:fs';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

import {Visit, chromium, firefox} from './browsers.mjs';
import {card_tests} from './cards.mjs';
import {Checks} from './check.mjs';
import {chromium_tests} from './chromium.mjs';
import {finger_tests} from './fingers.mjs';
import {firefox_tests} from './firefox.mjs';
import {first_hour_tests} from './first_hour.mjs';
import {harness_tests} from './harness.mjs';
import {instrument_tests} from './instrument.mjs';
import {keep_tests} from './keeps.mjs';
import {map_phone_tests, map_tests} from './maps.mjs';
import {network_tests} from './network.mjs';
import {refusal_tests} from './refusals.mjs';
import {return_tests} from './returns.mjs';
import {scope_tests} from './scope.mjs';
import {screen_tests} from './screens.mjs';
import {search_phone_tests, search_tests} from './searches.mjs';
import {serve} from './server.mjs';
import {side_tests} from './sides.mjs';
import {size_tests} from './size.mjs';
import {stepper_finger_tests, stepper_tests} from './stepper.mjs';
import {table_phone_tests, table_tests} from './tables.mjs';
import {host_tests, variant_tests} from './variants.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const words = process.argv.slice(2);
const at = words.indexOf('--only');
const only = at >= 0 ? words.splice(at, 2)[1] : null;
const folder = resolve(words[0] ?? process.env.ISOBATH_DIST ?? join(root, 'build/web/dist'));
Visit.folder = join(root, 'build/screenshots');

const programs = only === 'quick' ? ['isobath-relaxed-threads'] : ['isobath-relaxed-threads', 'isobath-plain'];
if (!programs.every((name) => existsSync(join(folder, `${name}.wasm`)))) {
  console.error(`There is no built page in ${folder}: tools/play --build makes it.`);
  process.exit(2);
}

const checks = new Checks();
const server = await serve(folder);

async function stage(name, launch, tests) {
  if (only ? only !== name : name === 'quick') return;
  console.log(name);
  let browser = null;
  await checks.test(`${name} starts`, async () => { browser = await launch(); });
  if (!browser) return;
  try {
    for (const run of tests) await run(checks, browser, server);
  } finally {
    await browser.close();
  }
}

try {
  if (!only || only === 'harness') {
    console.log('harness');
    await harness_tests(checks, server);
    await size_tests(checks, folder);
  }
  const hosts = (inner, browser) => host_tests(inner, browser, folder);
  const cards = (name) => (inner, browser, host) => card_tests(inner, browser, host, name);
  const tables = (name) => (inner, browser, host) => table_tests(inner, browser, host, name);
  const maps = (name) => (inner, browser, host) => map_tests(inner, browser, host, name);
  const searches = (name) => (inner, browser, host) => search_tests(inner, browser, host, name);
  const sides = (name) => (inner, browser, host) => side_tests(inner, browser, host, name);
  await stage('quick', chromium, [chromium_tests]);
  await stage('chromium', chromium, [chromium_tests, first_hour_tests, screen_tests,
    refusal_tests]);
  await stage('instrument', chromium, [instrument_tests, network_tests, stepper_tests,
    stepper_finger_tests, sides('chromium'), cards('chromium'), tables('chromium'), table_phone_tests,
    maps('chromium'), map_phone_tests, searches('chromium'), search_phone_tests, finger_tests, scope_tests, return_tests, keep_tests]);
  await stage('variants', chromium, [variant_tests, hosts]);
  await stage('firefox', firefox, [firefox_tests, first_hour_tests, instrument_tests, network_tests, stepper_tests,
    sides('firefox'), cards('firefox'), tables('firefox'),
    maps('firefox'), searches('firefox'), scope_tests, return_tests, keep_tests, hosts]);
} finally {
  await server.close();
}
process.exitCode = checks.sum_up();
