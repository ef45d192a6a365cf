// SPDX-License-Identifier: MIT
// A service worker for hosts that cannot send headers: it adds the two that isolate the page, so
// that it may have threads. Nothing is kept: every request goes to the network.

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function isolated(request) {
  const response = await fetch(request);
  if (response.status === 0) return response;  // a redirection for the browser to follow
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const {status, statusText} = response;
  return new Response(response.body, {status, statusText, headers});
}

self.addEventListener('fetch', (event) => {
  // Only what has an agent of its own: the page and its threads. The rest stays the browser's,
  // which keeps compiled WebAssembly only of what it fetched itself.
  const {mode, destination} = event.request;
  if (mode === 'navigate' || destination === 'worker') event.respondWith(isolated(event.request));
});
