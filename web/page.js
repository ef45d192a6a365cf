// SPDX-License-Identifier: MIT
// Loads the program into the page and offers window.isobath, over the one function that the
// program exports for it.

import {choose, isolate, missing} from './variant.js';

const canvas = document.getElementById('canvas');
const cover = document.getElementById('cover');
const message = document.getElementById('message');
const status = document.getElementById('status');

/** Updates one call of step may ask for: more would never come to an end. */
const MOST_STEPS = 1e9;

const events = new EventTarget();
let program = null;
let failed = false;
let build = null;

function fail(sentence) {
  failed = true;
  message.textContent = sentence;
  message.setAttribute('role', 'alert');
  cover.hidden = false;
}

/** Calls into the program: method and arguments as JSON, the result as JSON. While a thread is in
 *  the midst of an update, the program may be busy: then it is asked again. */
async function call(method, ...values) {
  for (;;) {
    const answer = JSON.parse(program.isobath_call(method, JSON.stringify(values)));
    if (answer === null || typeof answer !== 'object') return answer;
    if (typeof answer.error === 'string') throw new Error(answer.error);
    if (answer.busy !== true) return answer;
    await pause();
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/** JSON has no NaN and no infinities; documents spell them as strings. */
function spell(key, value) {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

async function compile(url) {
  const response = await fetch(url);
  if (!response.ok) throw new TypeError(`${url} is not there`);
  const streams = response.headers.get('Content-Type')?.startsWith('application/wasm');
  if (streams) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function load({simd, threads}) {
  const name = `./isobath-${simd}${threads ? '-threads' : ''}`;
  const [{default: create}, module] =
    await Promise.all([import(`${name}.js`), compile(`${name}.wasm`)]);
  return new Promise((resolve, reject) => {
    create({
      canvas,
      instantiateWasm(imports, receive) {
        WebAssembly.instantiate(module, imports)
          .then((instance) => receive(instance, module)).catch(reject);
        return {};
      },
      isobath_event(name, detail) {
        if (name === 'error' || name === 'diverged' || name === 'spoken') {
          status.textContent = detail;
        }
        if (name === 'spoken') return;
        events.dispatchEvent(new CustomEvent(name, {detail}));
      },
      // The browser takes the graphics away where it needs them more, and gives them back.
      isobath_context(lost) {
        if (failed) return;
        message.textContent =
          'The browser has taken the graphics away; the page goes on as soon as they are back.';
        cover.hidden = !lost;
      },
      isobath_failed: fail,
    }).then(resolve, reject);
  });
}

async function start() {
  const lack = missing();
  if (lack) throw new Error(lack);
  if (await isolate()) await new Promise(() => {});  // the page goes away
  build = choose();
  try {
    program = await load(build);
  } catch (error) {
    if (!build.threads || failed) throw error;
    // Browsers refuse threads in ways that cannot be foreseen.
    build.threads = false;
    build.why = `${build.why} The threads were refused: ${error.message}`.trim();
    program = await load(build);
  }
  if (failed) throw new Error(message.textContent);
  cover.hidden = true;
  canvas.focus({preventScroll: true});
}

const ready = start();
ready.catch((error) => {
  if (failed) return;
  fail(error.constructor === Error ? error.message
    : `Isobath could not be loaded: ${error.message}`);
});

// A trap within the program leaves it unusable: better said than a dead picture.
window.addEventListener('error', (event) => {
  if (program && event.error instanceof WebAssembly.RuntimeError) {
    fail(`Isobath has stopped (${event.error.message}). Reload the page to go on from its link.`);
  }
});

const method = (name) => async (...values) => {
  await ready;
  return call(name, ...values);
};

window.isobath = Object.freeze({
  ready,
  /** A document as object or JSON text, or a link; throws the sentence that says what is wrong. */
  async open(value) {
    await ready;
    return call('open', typeof value === 'string' ? value : JSON.stringify(value, spell) ?? '');
  },
  document: method('document'),
  /** In portions, so that the page stays alive during many updates of a large network. */
  async step(n = 1) {
    await ready;
    if (!Number.isInteger(n) || n < 1 || n > MOST_STEPS) {
      // The program refuses it with a sentence; JSON would make null of NaN, which means 1.
      return call('step', typeof n === 'number' && !Number.isFinite(n) ? String(n) : n);
    }
    let portion = 1;
    while (n > 0) {
      const now = Math.min(n, portion);
      const begin = performance.now();
      await call('step', now);
      n -= now;
      const took_ms = performance.now() - begin;
      if (took_ms < 10) portion *= 2;
      else if (took_ms > 40) portion = Math.max(1, portion >> 1);
      if (n > 0) await pause();
    }
    return null;
  },
  back: method('back'),
  play: method('play'),
  pause: method('pause'),
  reset: method('reset'),
  record: method('record'),
  parameters: method('parameters'),
  link: method('link'),
  widgets: method('widgets'),
  frame: method('frame'),
  /** {simd: 'relaxed' | 'plain', threads: does a thread train?, why: what is missing, or ''}. */
  async build() {
    await ready;
    const {threads} = await call('build');
    const why = build.threads && !threads ? `${build.why} The thread has not begun.` : build.why;
    return {simd: build.simd, threads, why: why.trim()};
  },
  /** How fast the core trains the standing workloads in this very page, one after the other. */
  async bench({only = [], budget_ms = 300} = {}) {
    await ready;
    const measured = [];
    for (const name of await call('bench', only)) {
      measured.push(await call('bench', name, budget_ms));
      await pause();
    }
    return measured;
  },
  addEventListener: (name, listener) => events.addEventListener(name, listener),
  removeEventListener: (name, listener) => events.removeEventListener(name, listener),
});
