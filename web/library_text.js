// SPDX-License-Identifier: MIT
// The side of src/files/cp949_web.cpp that is the browser's or Node's: Korean text of before UTF-8.
// Linked into the module.

addToLibrary({
  isobath_js_decode_cp949__deps: ['malloc', '$stringToUTF8', '$lengthBytesUTF8'],
  isobath_js_decode_cp949: (bytes, size) => {
    let text;
    try {
      // What the web calls euc-kr is all of CP949. A decoder takes no memory that threads share.
      const length = HEAPU32[size >> 2];
      text = new TextDecoder('euc-kr', {fatal: true}).decode(HEAPU8.slice(bytes, bytes + length));
    } catch {
      return 0;
    }
    const length = lengthBytesUTF8(text);
    const copy = _malloc(length + 1);
    if (!copy) return 0;
    stringToUTF8(text, copy, length + 1);
    HEAPU32[size >> 2] = length;
    return copy;
  },
});
