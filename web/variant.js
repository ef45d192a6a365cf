// SPDX-License-Identifier: MIT
// Which of the four builds this browser gets, and why: with relaxed or with plain SIMD, with
// threads or without. The page's address may ask for ?kernels=plain, the reproducible numbers, and
// for ?threads=off.

// Modules that do nothing but use one instruction.
const SIMD_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11]);
const RELAXED_PROBE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15,
  65, 2, 253, 15, 253, 128, 2, 11]);

/** Set while the page is loaded anew to be isolated, so that it is tried once. */
const TRIED = 'isobath-isolation-tried';

/** What this browser lacks, as a sentence, or null. */
export function missing() {
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

/** {simd: 'relaxed' | 'plain', threads, why}: `why` says in a sentence what is missing, or ''. */
export function choose() {
  const asked = new URLSearchParams(location.search);
  const reasons = [];
  for (const [name, allowed] of [['kernels', 'plain'], ['threads', 'off']]) {
    const value = asked.get(name);
    if (value !== null && value !== allowed) {
      reasons.push(`The address asks for ${name}=${value}, and only ${name}=${allowed} can be asked for.`);
    }
  }
  let simd = 'relaxed';
  if (asked.get('kernels') === 'plain') {
    simd = 'plain';
    reasons.push('The address asks for plain SIMD.');
  } else if (!WebAssembly.validate(RELAXED_PROBE)) {
    simd = 'plain';
    reasons.push('This browser does not know relaxed SIMD.');
  }
  let threads = true;
  if (asked.get('threads') === 'off') {
    threads = false;
    reasons.push('The address asks for no threads.');
  } else if (!globalThis.crossOriginIsolated || typeof SharedArrayBuffer !== 'function') {
    threads = false;
    reasons.push('The page is not isolated, so the browser gives it no threads.');
  }
  return {simd, threads, why: reasons.join(' ')};
}

function remember_try() {
  try {
    if (sessionStorage.getItem(TRIED)) return false;
    sessionStorage.setItem(TRIED, '1');
    return true;
  } catch {
    return false;  // where nothing can be kept, the page might be loaded anew for ever
  }
}

/** Where the host sends no headers, a service worker adds them; true if the page is about to be
 *  loaded anew because of that. */
export async function isolate() {
  const asked = new URLSearchParams(location.search);
  if (globalThis.crossOriginIsolated || asked.get('threads') === 'off') return false;
  try {
    // In a sandboxed frame even the getter of navigator.serviceWorker throws.
    if (!globalThis.isSecureContext || !navigator.serviceWorker || !remember_try()) return false;
    await navigator.serviceWorker.register('isolation_worker.js');
    const soon = new Promise((resolve) => setTimeout(resolve, 3000, null));
    if (!await Promise.race([navigator.serviceWorker.ready, soon])) return false;
    location.reload();
    return true;
  } catch {
    return false;  // refused: without threads, then
  }
}
