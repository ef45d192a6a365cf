// SPDX-License-Identifier: MIT
// The browser's side of src/platform/platform_web.cpp and src/platform/web: pointer, sizes, files,
// clipboard and the address bar. Linked into the module; nothing here is visible to the page.

addToLibrary({
  $Isobath__deps: ['malloc', 'free'],
  $Isobath: {
    // Browsers refuse, or warn of, more than some hundred changes of the address in a while.
    link_pause_ms: 300,
    longest_link: 60000,
    largest_file_bytes: 256 * 1024 * 1024,
    quick_file_bytes: 2 * 1024 * 1024,  // what is read before anybody would look for progress
    dark: null,
    typing: null,       // the input that brings up a phone's keyboard
    touched: false,     // was the last pointer a finger?
    link: null,         // as it stands in the address bar
    pending_link: null,  // to replace it soon
    link_timer: 0,
    cursors: ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize',
      'pointer', 'wait', 'progress', 'not-allowed'],

    read(text, bytes) {
      return UTF8ToString(text, bytes);
    },

    // Returns f(pointer, bytes, …) with each of `texts` copied in: strings as UTF-8 and
    // zero-terminated, bytes as they are. Throws if the memory there is does not hold them.
    with_texts(texts, f) {
      const made = [];
      try {
        for (const text of texts) {
          const is_text = typeof text === 'string';
          const bytes = is_text ? lengthBytesUTF8(text) : text.length;
          const pointer = _malloc(bytes + 1);
          if (pointer === 0) throw new RangeError('There is not enough memory for that.');
          made.push([pointer, bytes]);
          if (is_text) stringToUTF8(text, pointer, bytes + 1);
          else HEAPU8.set(text, pointer);
        }
        return f(...made.flat());
      } finally {
        made.forEach(([pointer]) => _free(pointer));
      }
    },

    watch_size(canvas) {
      const told = (css, px) => {
        const ratio = window.devicePixelRatio || 1;
        // The count of pixels, where there is one, settles only how the ratio's product is
        // rounded: under some of the developer tools' emulations it knows nothing of the ratio.
        const round = (size, counted) =>
          Math.abs((counted ?? 0) - size * ratio) < 1.5 ? counted : Math.round(size * ratio);
        const width_px = round(css.width, px?.inlineSize);
        const height_px = round(css.height, px?.blockSize);
        _isobath_resize(css.width, css.height, width_px, height_px, ratio);
      };
      const observer = new ResizeObserver((entries) => {
        const entry = entries[entries.length - 1];
        told(canvas.getBoundingClientRect(), entry.devicePixelContentBoxSize?.[0]);
      });
      try {
        observer.observe(canvas, {box: 'device-pixel-content-box'});
      } catch {
        observer.observe(canvas);  // not every browser counts the pixels
      }
      const watch_ratio = () => {
        matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', () => {
          told(canvas.getBoundingClientRect());
          watch_ratio();
        }, {once: true});
      };
      watch_ratio();
      told(canvas.getBoundingClientRect());
    },

    watch_pointer(canvas) {
      const buttons = [0, 2, 1, 3, 4];  // the browser's left, middle, right in ImGui's order
      const tell = (kind) => (event) => {
        const frame = canvas.getBoundingClientRect();
        const [x, y] = [event.clientX - frame.left, event.clientY - frame.top];
        if (kind === 1) {
          if (document.activeElement !== Isobath.typing) canvas.focus({preventScroll: true});
          canvas.setPointerCapture(event.pointerId);
        }
        Isobath.touched = event.pointerType === 'touch';
        if (Isobath.touched) {
          if (kind !== 3) _isobath_touch(kind, event.pointerId, x, y);
        } else if (event.isPrimary) {
          _isobath_pointer(kind, x, y, buttons[event.button] ?? 0);
        }
      };
      // A second button pressed while one is down comes as a move; it has no meaning here.
      canvas.addEventListener('pointermove', tell(0));
      canvas.addEventListener('pointerdown', tell(1));
      canvas.addEventListener('pointerup', tell(2));
      canvas.addEventListener('pointercancel', tell(2));
      canvas.addEventListener('pointerleave', tell(3));
      canvas.addEventListener('contextmenu', (event) => event.preventDefault());
      // Before GLFW hears of it: with Ctrl the wheel is the browser's zoom.
      window.addEventListener('wheel', (event) => {
        if (event.ctrlKey) {
          event.stopImmediatePropagation();
          return;
        }
        event.preventDefault();
        _isobath_wheel(event.deltaX, event.deltaY, event.deltaMode);
      }, {capture: true, passive: false});
    },

    // The keyboard of a phone appears for an input of the page alone: one that nobody sees, whose
    // text goes into the canvas as it is typed. A real keyboard's keys reach the canvas by GLFW.
    watch_typing() {
      const input = document.createElement('input');
      input.id = 'typing';
      input.setAttribute('aria-label', 'number');
      input.autocapitalize = 'off';
      input.autocomplete = 'off';
      input.inputMode = 'decimal';
      input.value = ' ';  // so that there is something to delete
      document.body.append(input);
      input.addEventListener('beforeinput', (event) => {
        event.preventDefault();
        if (event.inputType.startsWith('delete')) _isobath_typed(8);
        for (const character of event.data ?? '') _isobath_typed(character.codePointAt(0));
      });
      const own = (event) => {
        if (!['Enter', 'Escape', 'Tab'].includes(event.key)) event.stopPropagation();
      };
      for (const name of ['keydown', 'keypress', 'keyup']) input.addEventListener(name, own);
      Isobath.typing = input;
    },

    // Reads a file where the program keeps it, with its progress shown if it is large, and hands it
    // over, or why it cannot be. How its bytes are text is found by who reads them.
    take_file: async (file) => {
      const give = (room, bytes, error) =>
        Isobath.with_texts([file.name, error],
          (name, name_bytes, said, said_bytes) =>
            _isobath_file(name, name_bytes, room, bytes, said, said_bytes));
      if (file.size > Isobath.largest_file_bytes)
        return give(0, 0, `${file.name} is larger than 256 MB.`);
      const room = _isobath_file_room(file.size);
      if (room === 0) return give(0, 0, `${file.name} is too large for the memory there is.`);
      const shown = file.size > Isobath.quick_file_bytes;
      const [box, what, bar, cancel] =
        ['reading', 'reading-what', 'reading-share', 'reading-cancel']
          .map((id) => document.getElementById(id));
      let cancelled = false;
      const stop = () => (cancelled = true);
      if (shown) {
        cancel.addEventListener('click', stop);
        what.textContent = `Reading ${file.name}, ${Math.round(file.size / 1e6)} MB`;
        bar.value = 0;
        box.hidden = false;
      }
      let read = 0;
      try {
        for (const reader = file.stream().getReader(); !cancelled;) {
          const {done, value} = await reader.read();
          if (done) break;
          const piece = value.subarray(0, file.size - read);
          HEAPU8.set(piece, room + read);
          read += piece.length;
          bar.value = read / file.size;
        }
        // Once more on screen before the page is busy with what it has read.
        if (shown) await new Promise((resolve) => setTimeout(resolve, 50));
        if (cancelled) _isobath_file_dropped(room);
        else give(room, read, '');
      } catch {
        give(room, 0, `${file.name} cannot be read.`);
      } finally {
        cancel.removeEventListener('click', stop);
        box.hidden = true;
      }
    },

    watch_files(canvas) {
      canvas.addEventListener('dragover', (event) => event.preventDefault());
      canvas.addEventListener('drop', (event) => {
        event.preventDefault();
        for (const file of event.dataTransfer.files) Isobath.take_file(file);
      });
      window.addEventListener('paste', (event) => {
        Isobath.with_texts([event.clipboardData.getData('text')], _isobath_paste);
      });
      window.addEventListener('keydown', (event) => {
        if (event.code === 'F6') event.preventDefault();  // the next panel, not the address
        if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
        // Documents are opened and saved here, not the page.
        if (event.code === 'KeyS') event.preventDefault();
        if (event.code !== 'KeyO') return;
        event.preventDefault();
        Isobath.choose_file();
      }, {capture: true});
      Isobath.choose_file = () => {
        const input = document.createElement('input');
        input.type = 'file';
        input.accept = '.json,.csv,.tsv,.txt';
        input.addEventListener('change', () => input.files[0] && Isobath.take_file(input.files[0]));
        input.click();
      };
    },

    watch_link() {
      const changed = () => {
        const link = location.hash;
        if (link === Isobath.link) return;
        clearTimeout(Isobath.link_timer);
        Isobath.pending_link = null;
        Isobath.link = link;
        Isobath.with_texts([link], _isobath_link);
      };
      window.addEventListener('hashchange', changed);
      window.addEventListener('popstate', changed);
      Isobath.link = '';
      changed();
    },

    write_link(link, new_entry) {
      Isobath.pending_link = null;
      clearTimeout(Isobath.link_timer);
      const shown = link.length > Isobath.longest_link || link === '#' ? '' : link;
      if (shown === Isobath.link) return;
      const address = location.pathname + location.search + shown;
      if (new_entry) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
      Isobath.link = location.hash;
    },
  },

  isobath_js_start__deps: ['$Isobath', '$UTF8ToString', '$stringToUTF8', '$lengthBytesUTF8'],
  isobath_js_start: () => {
    const canvas = Module['canvas'];
    // The one way in for the page's script: method and arguments as JSON, the result as JSON.
    Module['isobath_call'] = (method, values) => Isobath.with_texts([method, values],
      (name, name_bytes, list) => UTF8ToString(_isobath_call(name, list)));
    Isobath.watch_size(canvas);
    Isobath.watch_pointer(canvas);
    Isobath.watch_files(canvas);
    Isobath.watch_typing();
    Isobath.watch_link();
    Isobath.dark = matchMedia('(prefers-color-scheme: dark)');
    Isobath.dark.addEventListener('change', () => _isobath_wake());
    window.addEventListener('focus', () => _isobath_focus(1));
    window.addEventListener('blur', () => _isobath_focus(0));
    document.addEventListener('visibilitychange', () => _isobath_visible(document.hidden ? 0 : 1));
    window.addEventListener('pagehide', () => _isobath_visible(0));
    canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      _isobath_context(1);
      Module['isobath_context']?.(true);
    });
    canvas.addEventListener('webglcontextrestored', () => {
      _isobath_context(0);
      Module['isobath_context']?.(false);
    });
  },

  isobath_js_fail__deps: ['$Isobath'],
  isobath_js_fail: (text, bytes) => Module['isobath_failed']?.(Isobath.read(text, bytes)),

  isobath_js_set_link__deps: ['$Isobath'],
  isobath_js_set_link: (text, bytes, new_entry) => {
    const link = Isobath.read(text, bytes);
    if (new_entry) {
      if (Isobath.pending_link !== null) Isobath.write_link(Isobath.pending_link, false);
      Isobath.write_link(link, true);
      return;
    }
    if (Isobath.pending_link === null) {
      Isobath.link_timer =
        setTimeout(() => Isobath.write_link(Isobath.pending_link, false), Isobath.link_pause_ms);
    }
    Isobath.pending_link = link;
  },

  isobath_js_save__deps: ['$Isobath'],
  isobath_js_save: (name, name_bytes, text, bytes) => {
    const anchor = document.createElement('a');
    const blob = new Blob([HEAPU8.slice(text, text + bytes)]);
    anchor.href = URL.createObjectURL(blob);
    anchor.download = Isobath.read(name, name_bytes);
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 60000);
  },

  isobath_js_choose_file__deps: ['$Isobath'],
  isobath_js_choose_file: () => Isobath.choose_file(),

  isobath_js_copy__deps: ['$Isobath'],
  isobath_js_copy: (text, bytes) => {
    navigator.clipboard?.writeText(Isobath.read(text, bytes)).catch(() => {
      Module['isobath_event']?.('error', 'The browser does not let the page copy text.');
    });
  },

  isobath_js_fetch__deps: ['$Isobath'],
  isobath_js_fetch: (text, size) => {
    const name = Isobath.read(text, size);
    fetch(name).then((response) => {
      if (!response.ok) throw new Error(`${name} is not there`);
      return response.arrayBuffer();
    }).then((data) => {
      const pointer = _malloc(data.byteLength);
      if (pointer === 0) throw new RangeError(`${name} is too large for the memory there is`);
      HEAPU8.set(new Uint8Array(data), pointer);
      Isobath.with_texts([name], (of, bytes) => _isobath_asset(of, bytes, pointer, data.byteLength));
      _free(pointer);
    }).catch((error) => Module['isobath_event']?.('error', error.message));
  },

  isobath_js_keyboard__deps: ['$Isobath'],
  isobath_js_keyboard: (shown) => {
    if (shown && Isobath.touched) Isobath.typing.focus({preventScroll: true});
    else if (!shown && document.activeElement === Isobath.typing) {
      Module['canvas'].focus({preventScroll: true});
    }
  },

  isobath_js_address__deps: ['$stringToNewUTF8'],
  isobath_js_address: () => stringToNewUTF8(location.origin + location.pathname + location.search),

  isobath_js_announce__deps: ['$Isobath'],
  isobath_js_announce: (event, event_bytes, detail, detail_bytes) => {
    const name = Isobath.read(event, event_bytes);
    const text = Isobath.read(detail, detail_bytes);
    // Not from within a frame: a listener may call back in.
    queueMicrotask(() => Module['isobath_event']?.(name, text));
  },

  isobath_js_cursor__deps: ['$Isobath'],
  isobath_js_cursor: (shape) => {
    Module['canvas'].style.cursor = Isobath.cursors[shape] ?? 'none';
  },

  isobath_js_prefers_dark__deps: ['$Isobath'],
  isobath_js_prefers_dark: () => (Isobath.dark?.matches ? 1 : 0),
});
