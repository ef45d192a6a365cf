// SPDX-License-Identifier: MIT
// The browsers as they come with the system, and pages in them that are driven by mouse and keys.

import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';

import {decode} from './pixels.mjs';

const CHROMIUM_FLAGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist', '--disable-background-networking', '--disable-component-update',
  '--disable-sync', '--no-first-run', '--disable-quic', '--hide-scrollbars'];

const program = (names) => {
  const found = names.find((name) => existsSync(name));
  if (!found) throw new Error(`None of ${names.join(', ')} is installed.`);
  return found;
};

export const chromium = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? program(['/usr/bin/chromium', '/usr/bin/google-chrome']),
  headless: true,
  args: CHROMIUM_FLAGS,
});

/** Firefox has WebGL only in a window: in one on a screen of its own. */
export async function firefox() {
  const screen = await virtual_screen();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? program(['/usr/bin/firefox-esr', '/usr/bin/firefox']),
    headless: false,
    env: {...process.env, DISPLAY: screen.name, MOZ_ENABLE_WAYLAND: '0'},
    extraPrefsFirefox: {'webgl.force-enabled': true, 'app.update.enabled': false},
  });
  browser.on('disconnected', screen.close);
  return browser;
}

async function virtual_screen() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    {stdio: ['ignore', 'ignore', 'ignore', 'pipe']});
  const number = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  return {name: `:${number}`, close: () => server.kill()};
}

/** A page with Isobath in it, and what the tests want of it. */
export class Visit {
  messages = [];   // whatever the page wrote to its console, or threw
  requests = [];

  /** `set_up` runs in the page before anything of ours. A `returning` visitor finds what an earlier
   *  one left. */
  static async open(browser, url, {width = 1440, height = 900, scale = 1, touch = false, dark = true,
    returning = false, set_up = null} = {}) {
    const visit = new Visit();
    visit.scale = scale;
    visit.page = await browser.newPage();
    visit.page.on('console', (message) => visit.messages.push(`${message.type()}: ${message.text()}`));
    visit.page.on('pageerror', (error) => visit.messages.push(`thrown: ${error.message}`));
    visit.page.on('request', (request) => visit.requests.push(request.url()));
    await visit.page.setViewport({width, height, deviceScaleFactor: scale, hasTouch: touch,
      isMobile: false});
    if (browser.process()?.spawnfile.includes('chrom')) {
      await visit.page.emulateMediaFeatures(
        [{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
    }
    // Visits share the browser's store: each begins without what an earlier one left, and finds
    // again what it left itself.
    await visit.page.evaluateOnNewDocument((again) => {
      try {
        if (again || sessionStorage.getItem('isobath-visited')) return;
        localStorage.clear();
        sessionStorage.clear();
        sessionStorage.setItem('isobath-visited', '1');
      } catch {
        // Documents without an origin keep nothing.
      }
    }, returning);
    if (set_up) await visit.page.evaluateOnNewDocument(set_up);
    await visit.page.goto(url, {waitUntil: 'load'});
    return visit;
  }

  /** Waits until the page can be used. */
  async ready() {
    await this.page.evaluate(() => window.isobath.ready.then(() => null));
    await this.settle();
    return this;
  }

  /** Calls window.isobath. */
  call(method, ...values) {
    return this.page.evaluate((name, list) => window.isobath[name](...list), method, values);
  }

  /** Waits until no more frames are drawn. */
  async settle(quiet_ms = 250, limit_ms = 15000) {
    const end = Date.now() + limit_ms;
    let last = -1;
    for (;;) {
      const {count} = await this.call('frame');
      if (count === last) return;
      if (Date.now() > end) throw new Error('The page does not come to rest.');
      last = count;
      await sleep(quiet_ms);
    }
  }

  /** Waits until the page is at rest for good: no notice is left that will go by itself, and two
   *  looks a second apart find the same number of frames. Then none may come. */
  async rests(quiet_ms = 1500) {
    await this.until('what was told is gone', async () =>
      !(await this.widgets()).some(({id}) => id === 'told'), 60000);
    await this.settle(1000, 60000);
    const {count} = await this.call('frame');
    await sleep(quiet_ms);
    return (await this.call('frame')).count - count;
  }

  /** Waits for `condition(record)`. */
  async until(what, condition, limit_ms = 20000) {
    const end = Date.now() + limit_ms;
    for (;;) {
      if (await condition()) return;
      if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
      await sleep(50);
    }
  }

  async widgets() {
    return this.call('widgets');
  }

  async widget(id) {
    const all = await this.widgets();
    const found = all.find((widget) => widget.id === id);
    if (!found) throw new Error(`No widget "${id}"; there are ${all.map((w) => w.id).join(' ')}.`);
    return found;
  }

  /** A click as people do: move there, press, let go. */
  async click(id, [across, down] = [0.5, 0.5]) {
    const {x, y, width, height} = await this.widget(id);
    await this.page.mouse.move(x + across * width, y + down * height, {steps: 3});
    await sleep(60);
    await this.page.mouse.down();
    await sleep(60);
    await this.page.mouse.up();
    await this.settle_input();
  }

  async press(key) {
    await this.page.keyboard.down(key);
    await sleep(60);
    await this.page.keyboard.up(key);
    await this.settle_input();
  }

  /** As if a file had been dropped, of text or of bytes in a list. */
  async drop(name, text) {
    await this.page.evaluate((file, content) => {
      const data = new DataTransfer();
      data.items.add(new File([Array.isArray(content) ? new Uint8Array(content) : content], file));
      document.getElementById('canvas').dispatchEvent(
        new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
    }, name, text);
    await this.settle_input();
  }

  /** Until input has passed through some frames: after any, the page draws for a while. Where
   *  frames are slow they are fewer, and none follows for a second. */
  async settle_input(frames = 4, limit_ms = 20000) {
    const end = Date.now() + limit_ms;
    const {count} = await this.call('frame');
    await sleep(150);
    let [last, since] = [count, Date.now()];
    while (Date.now() < end) {
      const now = (await this.call('frame')).count;
      if (now >= count + frames || (now > count && now === last && Date.now() - since > 1000)) break;
      if (now !== last) [last, since] = [now, Date.now()];
      await sleep(20);
    }
  }

  async picture(name = null) {
    const png = await this.page.screenshot({type: 'png', captureBeyondViewport: false});
    if (name && Visit.folder) {
      mkdirSync(Visit.folder, {recursive: true});
      writeFileSync(join(Visit.folder, `${name}.png`), png);
    }
    return decode(png);
  }

  close() {
    return this.page.close();
  }
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
