// SPDX-License-Identifier: MIT
// The browser's side of src/platform/web/store.cpp: what is kept between two visits. Texts lie in
// the local store, at once; records, which may be large, in a database. Linked into the module.

addToLibrary({
  $IsobathRecords__deps: ['malloc', 'free', '$stringToNewUTF8'],
  $IsobathRecords: {
    wait_ms: 5000,  // a page begins without its records rather than never
    database: null,
    opening: null,

    open() {
      if (IsobathRecords.opening) return IsobathRecords.opening;
      IsobathRecords.opening = new Promise((resolve, reject) => {
        const request = indexedDB.open('isobath', 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore('records');
          request.result.createObjectStore('sizes');  // key → {bytes, written}, to tidy by
        };
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const database = request.result;
          // Cleared by the user, or wanted otherwise by another version of the page.
          const forget = () => (IsobathRecords.database = IsobathRecords.opening = null);
          database.onclose = forget;
          database.onversionchange = () => {
            database.close();
            forget();
          };
          resolve(IsobathRecords.database = database);
        };
      });
      return IsobathRecords.opening;
    },

    with_text(text, f) {
      const name = stringToNewUTF8(text);
      try {
        f(name);
      } finally {
        _free(name);
      }
    },

    fetch: async (keys) => {
      const database = await IsobathRecords.open();
      const found = new Map();
      await new Promise((resolve, reject) => {
        const transaction = database.transaction('records', 'readonly');
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
        for (const key of keys) {
          transaction.objectStore('records').get(key).onsuccess = ({target}) => {
            if (target.result instanceof Uint8Array) found.set(key, target.result);
          };
        }
      });
      return found;
    },

    // Committed before this returns, if the database is open: the page may be about to go.
    put(database, key, bytes) {
      const transaction = database.transaction(['records', 'sizes'], 'readwrite');
      transaction.onabort = () => _isobath_record_refused();
      transaction.objectStore('records').put(bytes, key);
      transaction.objectStore('sizes').put({bytes: bytes.length, written: Date.now()}, key);
      transaction.commit?.();
    },

    tidy: async (prefix, used, most_bytes) => {
      const transaction =
        (await IsobathRecords.open()).transaction(['records', 'sizes'], 'readwrite');
      const [records, sizes] = ['records', 'sizes'].map((name) => transaction.objectStore(name));
      const keys = sizes.getAllKeys();
      sizes.getAll().onsuccess = ({target}) => {
        const left = target.result.map((size, at) => ({...size, key: keys.result[at]}))
          .filter(({key}) => key.startsWith(prefix) && !used.includes(key))
          .sort((a, b) => b.written - a.written);
        let total = 0;
        for (const {key, bytes} of left) {
          total += bytes;
          if (total <= most_bytes) continue;
          records.delete(key);
          sizes.delete(key);
        }
      };
    },
  },

  // What is kept between two visits: by this tab, and for those to come by all of them. An address
  // with ?fresh, and browsers that allow no page to keep anything, begin anew each time.
  isobath_js_keeps: () => {
    if (new URLSearchParams(location.search).has('fresh')) return 0;
    try {
      // Only read: a store that is full still holds the last session.
      localStorage.getItem('isobath.probe');
      return 1;
    } catch {
      return 0;
    }
  },

  isobath_js_store__deps: ['$UTF8ToString'],
  isobath_js_store: (key, text, bytes) => {
    const name = UTF8ToString(key);
    const value = UTF8ToString(text, bytes);
    try {
      localStorage.setItem(name, value);
    } catch {
      return 0;
    }
    try {
      sessionStorage.setItem(name, value);
    } catch {
      sessionStorage.removeItem(name);  // an older one must not come back in its place
    }
    return 1;
  },

  isobath_js_stored__deps: ['$UTF8ToString', '$stringToNewUTF8'],
  isobath_js_stored: (key) => {
    const name = UTF8ToString(key);
    try {
      const value = sessionStorage.getItem(name) ?? localStorage.getItem(name);
      return value === null ? 0 : stringToNewUTF8(value);
    } catch {
      return 0;
    }
  },

  isobath_js_fetch_records__deps: ['$IsobathRecords', '$UTF8ToString', '$stringToNewUTF8'],
  isobath_js_fetch_records: (keys) => {
    const wanted = UTF8ToString(keys).split('\n').filter(Boolean);
    const late = new Promise((resolve) => setTimeout(resolve, IsobathRecords.wait_ms, new Map()));
    Promise.race([IsobathRecords.fetch(wanted).catch(() => new Map()), late]).then((found) => {
      for (const [key, bytes] of found) {
        const pointer = _malloc(Math.max(1, bytes.length));
        HEAPU8.set(bytes, pointer);
        IsobathRecords.with_text(key, (name) => _isobath_record(name, pointer, bytes.length));
        _free(pointer);
      }
      _isobath_records_fetched();
    });
  },

  isobath_js_keep_record__deps: ['$IsobathRecords', '$UTF8ToString'],
  isobath_js_keep_record: (key, pointer, size) => {
    const name = UTF8ToString(key);
    const bytes = HEAPU8.slice(pointer, pointer + size);  // which no thread shares
    try {
      if (IsobathRecords.database) return IsobathRecords.put(IsobathRecords.database, name, bytes);
    } catch {
      IsobathRecords.database = IsobathRecords.opening = null;  // it was closed
    }
    IsobathRecords.open().then((database) => IsobathRecords.put(database, name, bytes))
      .catch(() => _isobath_record_refused());
  },

  isobath_js_tidy_records__deps: ['$IsobathRecords', '$UTF8ToString'],
  isobath_js_tidy_records: (prefix, used, most_bytes) => {
    IsobathRecords.tidy(UTF8ToString(prefix), UTF8ToString(used).split('\n'), most_bytes)
      .catch(() => {});  // at the next visit
  },
});
