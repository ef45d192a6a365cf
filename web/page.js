// SPDX-License-Identifier: MIT
// Loads the program into the page and offers window.isobath, over the one function that the
// program exports for it.

const canvas = document.getElementById('canvas');
const cover = document.getElementById('cover');
const message = document.getElementById('message');
const status = document.getElementById('status');

const events = new EventTarget();
let program = null;
let failed = false;

/** A module that does nothing but use one SIMD instruction. */
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11]);

/** What this browser lacks, as a sentence, or null. */
function missing() {
  if (typeof WebAssembly !== 'object') {
    return 'Isobath is a program in WebAssembly, which this browser does not run. ' +
      'Any current Chrome, Firefox, Edge or Safari does.';
  }
  if (!WebAssembly.validate(SIMD_PROBE)) {
    return 'Isobath calculates with WebAssembly SIMD, which this browser does not know yet. ' +
      'Chrome 91, Firefox 89, Safari 16.4 and later do.';
  }
  if (!document.createElement('canvas').getContext('webgl2')) {
    return 'Isobath draws with WebGL2, which this browser does not offer here. ' +
      'It may be switched off, or the graphics driver may be on the browser\'s block list.';
  }
  return null;
}

function fail(sentence) {
  failed = true;
  message.textContent = sentence;
  message.setAttribute('role', 'alert');
  cover.hidden = false;
}

/** Calls into the program: method and arguments as JSON, the result as JSON. */
function call(method, ...values) {
  const answer = JSON.parse(program.isobath_call(method, JSON.stringify(values)));
  if (answer !== null && typeof answer === 'object' && typeof answer.error === 'string') {
    throw new Error(answer.error);
  }
  return answer;
}

const pause = () => new Promise((resolve) => setTimeout(resolve));

/** JSON has no NaN and no infinities; documents spell them as strings. */
function spell(key, value) {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

async function start() {
  const lack = missing();
  if (lack) throw new Error(lack);
  const {default: createIsobath} = await import('./isobath.js');
  program = await createIsobath({
    canvas,
    isobath_event(name, detail) {
      if (name === 'error' || name === 'diverged') status.textContent = detail;
      events.dispatchEvent(new CustomEvent(name, {detail}));
    },
    isobath_failed: fail,
  });
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
    if (!Number.isInteger(n) || n < 1) return call('step', n);
    let portion = 1;
    while (n > 0) {
      const now = Math.min(n, portion);
      const begin = performance.now();
      call('step', now);
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
  /** How fast the core trains the standing workloads in this very page, one after the other. */
  async bench({only = [], budget_ms = 300} = {}) {
    await ready;
    const measured = [];
    for (const name of call('bench', only)) {
      measured.push(call('bench', name, budget_ms));
      await pause();
    }
    return measured;
  },
  addEventListener: (name, listener) => events.addEventListener(name, listener),
  removeEventListener: (name, listener) => events.removeEventListener(name, listener),
});
