// SPDX-License-Identifier: MIT
// Says why the cover stays when the page's own script cannot be loaded. A classic script: it needs
// no cross-origin permission, which modules need in a sandboxed frame.

addEventListener('error', ({target}) => {
  if (target?.type !== 'module') return;
  const message = document.getElementById('message');
  message.setAttribute('role', 'alert');
  message.textContent = globalThis.origin === 'null'
    ? 'Isobath could not be loaded in this sandboxed frame: its server must allow that by the ' +
      'header Access-Control-Allow-Origin, or the frame needs sandbox="allow-scripts ' +
      'allow-same-origin".'
    : 'Isobath could not be loaded: page.js did not arrive. Check the connection and reload.';
}, true);
