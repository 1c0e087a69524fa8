// The only initialiser: loads the program once, registers <breach-map>, forwards attributes and methods.
import { init, Viewer, themeStyles, program as wasm, style, app, reader } from './parts.js';

async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  return init({ module_or_path: await wasm() });
}

const program = start();

// One style sheet for all elements of the page: adopted, so that it also works under a strict policy for styles.
async function styles() {
  const text = await style();
  await program;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${themeStyles()}\n${text}`);
  return sheet;
}

// The style is fetched while the program is on its way; both are awaited, and fail, in one place.
const parts = Promise.all([styles(), program]);

// What can be said of an element, each key with the property that says the same: by links, and by attributes.
// These are the keys of src/app/look.rs; `UPDATE=1 cargo test --test keys` writes them.
// <keys>
const SAID = { incident: 'incident', 'as-of': 'asOf', 'known-on': 'knownOn', clock: 'clock', 'told-by': 'toldBy', prefer: 'prefer', select: 'selection', step: 'step', scale: 'scale', unit: 'unit', view: 'view', against: 'against', slide: 'slide', lang: 'lang' };
const ATTRIBUTES = { 'as-of': 'asOf', 'known-on': 'knownOn', clock: 'clock', 'told-by': 'toldBy', prefer: 'prefer', select: 'selection', scale: 'scale', view: 'view', against: 'against', lang: 'lang', theme: 'theme', controls: 'controls', readonly: 'readOnly' };
// </keys>

class BreachMap extends HTMLElement {
  static observedAttributes = ['src', 'gallery', ...Object.keys(ATTRIBUTES)];

  #viewer = null;
  #ready = null;
  #sheet = null;
  #reader = null; // the worker that keeps what was read last
  #next = null; // the worker that reads
  #isMounted = false;
  #isOver = false;
  #onPanic = (event) => this.#fail(event.detail);

  connectedCallback() {
    for (const name of Object.keys(this)) {
      if (!(name in BreachMap.prototype)) continue;
      const value = this[name]; // set before the element was defined
      delete this[name];
      this[name] = value;
    }
    this.#started().then(() => this.isConnected && this.#mount()).catch((error) => this.#fail(error));
  }

  disconnectedCallback() {
    this.#isMounted = false;
    this.#viewer?.unmount();
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#viewer?.attribute(name, after ?? undefined);
  }

  // Shows an incident: an address of this origin, the text of a file, or an object of the format.
  // Resolves when it is shown; rejects with an Error that has a `code` and a `hint`.
  async load(incident) {
    await this.#started();
    const isText = typeof incident === 'string';
    return new Promise((resolve, reject) => {
      const done = (event) => {
        if (event.target !== this) return;
        this.removeEventListener('breach-map-ready', done);
        this.removeEventListener('breach-map-collection', done);
        this.removeEventListener('breach-map-error', done);
        if (event.type !== 'breach-map-error') return resolve();
        reject(problem(event.detail));
      };
      this.addEventListener('breach-map-ready', done);
      this.addEventListener('breach-map-collection', done);
      this.addEventListener('breach-map-error', done);
      if (isText && !/^\s*[{[]/.test(incident)) return this.#viewer.open(incident);
      if (isText) return this.#viewer.read(incident, 'incident');
      let value;
      try {
        value = plain(incident);
      } catch (error) {
        return this.#viewer.refuse(error.message, 'incident');
      }
      this.#viewer.readValue(value, 'incident');
    });
  }

  // Goes to a day, YYYY-MM-DD. Resolves when the map shows it.
  async seek(day) {
    await this.#started();
    this.#viewer.seek(day);
  }

  // Chooses a host, pivot, event or count by its id; null chooses nothing.
  async select(id) {
    await this.#started();
    this.#viewer.select(id ?? undefined);
  }

  // Plays the story from where it stands, or from its begin if it stands at the end.
  async play() {
    await this.#started();
    this.#viewer.play(true);
  }

  async pause() {
    await this.#started();
    this.#viewer.play(false);
  }

  // How things stand, as `breachmap snapshot --json` says it; null while there is no incident.
  snapshot() {
    return this.#viewer?.snapshot() ?? null;
  }

  // A file of what is shown: { name, blob }. Rejects as `load` does.
  async exportAs(kind, options) {
    await this.#started();
    try {
      const [{ name, mediaType }, bytes] = await this.#viewer.exportAs(kind, options);
      return { name, blob: new Blob([bytes], { type: mediaType }) };
    } catch (failure) {
      throw problem(failure);
    }
  }

  // What is shown, as a plain object: the properties of the same names, null for how the incident opens.
  save() {
    return Object.fromEntries(Object.entries(SAID).map(([key, name]) => [name, this.#said(key)]));
  }

  // Shows what `save` gave, or a part of it; what is not in it stays.
  async restore(state) {
    await this.#started();
    const known = Object.entries(SAID).filter(([, name]) => state?.[name] !== undefined);
    this.#say(Object.fromEntries(known.map(([key, name]) => [key, state[name]])));
  }

  // The end of this element: it draws nothing, hears nothing and does nothing any more.
  destroy() {
    this.#viewer?.play(false);
    this.#viewer?.unmount();
    this.#end(new Error('this element has been destroyed'));
    this.shadowRoot?.replaceChildren();
  }

  // The fragment of an address that shows the same picture.
  get fragment() {
    return this.#viewer?.fragment ?? '';
  }

  set fragment(text) {
    if (this.#viewer) this.#viewer.fragment = text;
    else this.#started().then(() => { this.#viewer.fragment = text; }, () => {});
  }

  // The keys as properties: `map.asOf`, `map.toldBy` …, in the words of the fragment; null is how the incident opens.
  // What only attributes say, their properties say word for word. Every element has `lang` already.
  static {
    const define = (name, get, set) => Object.defineProperty(this.prototype, name, { configurable: true, enumerable: true, get, set });
    for (const [key, name] of Object.entries(SAID).filter(([key]) => key !== 'lang')) {
      define(name, function () { return this.#said(key); }, function (value) {
        if (this.#viewer) this.#say({ [key]: value });
        else if (key in ATTRIBUTES) this.#reflect(key, value);
        else this.restore({ [name]: value }).catch(() => {});
      });
    }
    for (const [key, name] of Object.entries({ src: 'src', gallery: 'gallery', ...ATTRIBUTES }).filter(([key]) => !(key in SAID))) {
      define(name, function () { return this.getAttribute(key); }, function (value) { this.#reflect(key, value); });
    }
    define('readOnly', function () { return this.hasAttribute('readonly'); }, function (value) { this.toggleAttribute('readonly', !!value); });
  }

  focus(options) {
    this.shadowRoot?.querySelector('.bm')?.focus(options);
  }

  #started() {
    return this.#ready ??= this.#start();
  }

  #reflect(name, value) {
    if (value == null) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  // What the fragment says under a key, or null.
  #said(key) {
    return this.#viewer?.said(key) ?? null;
  }

  // Lets the fragment say this too, or no longer what is null.
  #say(changes) {
    this.#viewer.say(Object.entries(changes).map(([key, value]) => [key, value == null ? null : String(value)]));
  }

  async #start() {
    [this.#sheet] = await parts;
    document.addEventListener('breach-map-panic', this.#onPanic, { once: true });
    this.#viewer = new Viewer(this, app, filesIn, (...task) => this.#read(...task));
    // `against` leads to the changes, unless `view` says otherwise
    for (const name of [...BreachMap.observedAttributes.filter((it) => it !== 'view'), 'view']) {
      if (this.hasAttribute(name)) this.#viewer.attribute(name, this.getAttribute(name));
    }
  }

  // Has files of other tools read in a worker of its own, which is loaded only then. It stays while it holds several incidents,
  // or a table, and what it holds stays until the next one has read something.
  // Tasks: open; pick (one of several), again (a table, otherwise); stop (reading), release (what is held).
  #read(task, request, name, what) {
    if (task === 'release') {
      this.#reader?.terminate();
      this.#reader = null;
      return;
    }
    if (task === 'open' || task === 'stop') {
      this.#next?.terminate();
      this.#next = null;
    }
    if (task === 'stop') return;
    const refuse = (request, name, { code, message, hint }, columns) => this.#viewer?.unread(request, name, code, message, hint, columns);
    const missing = (event) => {
      event?.preventDefault?.();
      refuse(request, name, {
        code: 'no-reader',
        message: `files of other tools are read by a part of the program that cannot run here${event?.message ? `: ${event.message}` : ''}`,
        hint: 'Open the file on a page that may load it, or make an incident file of it: breachmap convert FILE --to native -o OUT.json',
      });
    };
    let worker = this.#reader;
    if (task === 'open') {
      try {
        worker = this.#next = reader();
      } catch (error) {
        return missing(error);
      }
      worker.onmessage = ({ data: { request, name, done, text, columns, rows, nFiles, unread, refused } }) => {
        if (done !== undefined) return this.#viewer?.progress(request, done);
        if (worker === this.#next) {
          this.#next = null;
          if (rows === undefined && columns === undefined) worker.terminate();
          else {
            this.#reader?.terminate();
            this.#reader = worker;
          }
        }
        if (refused) refuse(request, name, refused, columns);
        else if (rows !== undefined) this.#viewer?.collected(request, name, nFiles, unread, rows);
        else this.#viewer?.converted(request, name, text, columns);
      };
    }
    if (!worker) return missing();
    worker.onerror = missing;
    worker.postMessage({ request, name, [task]: what });
  }

  #mount() {
    if (this.#isMounted || this.#isOver) return;
    this.#isMounted = true;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.#sheet];
    root.replaceChildren();
    const container = document.createElement('div');
    container.className = 'container';
    root.append(container);
    this.#viewer.mount(container);
  }

  // From now on every method says why it cannot.
  #end(error) {
    this.#isOver = true;
    this.#read('stop');
    this.#read('release');
    this.#viewer = null; // freed with its last reference: one of its methods may be on the stack
    document.removeEventListener('breach-map-panic', this.#onPanic);
    this.#ready = Promise.reject(error);
    this.#ready.catch(() => {});
  }

  // Drawn without the program, which may be dead or may never have come. The first reason is the reason.
  #fail(error) {
    if (this.#isOver) return;
    this.#end(error instanceof Error ? error : new Error(String(error)));
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(CARD);
    root.adoptedStyleSheets = [sheet];
    const text = String(error?.message ?? error);
    const add = (parent, tag, words) => {
      const element = parent.appendChild(document.createElement(tag));
      element.textContent = words;
      return element;
    };
    const main = document.createElement('main');
    main.className = 'panic';
    const card = main.appendChild(document.createElement('section'));
    card.setAttribute('role', 'alert');
    add(card, 'h1', 'The map cannot be shown');
    add(card, 'p', remedy(text));
    add(card, 'button', 'Reload the page').addEventListener('click', () => location.reload());
    const details = card.appendChild(document.createElement('details'));
    add(details, 'summary', 'Details for whoever runs this page');
    add(details, 'pre', text);
    main.append(document.createElement('slot')); // what the page has put inside the element may still help
    root.replaceChildren(main);
  }
}

// The files in a drop or a field, with their paths. Folders are gone through, but for hidden ones, which are only named, as empty ones are.
async function filesIn(from) {
  const entries = [...(from.items ?? [])].map((it) => it.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((it) => it.isDirectory)) return [...from.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  const found = [];
  const walk = async (entry) => {
    const name = entry.fullPath.replace(/^\//, '');
    if (entry.isFile) {
      const file = await new Promise((done) => entry.file(done, () => done(null)));
      return found.push({ name, file });
    }
    const inside = [];
    const reader = entry.createReader();
    const next = () => new Promise((done) => reader.readEntries(done, () => done([])));
    for (let some = []; !entry.name.startsWith('.') && (some = await next()).length;) inside.push(...some);
    if (!inside.length) found.push({ name: `${name}/` });
    for (const it of inside) await walk(it);
  };
  for (const entry of entries) await walk(entry);
  return found;
}

// What the program says of a failure, as an Error.
function problem({ code, title, message, hint }) {
  return Object.assign(new Error(`${title}: ${message}`), { code, hint });
}

// Plain data as JSON would have it, but with BigInts: what JSON cannot say is left out or refused. Circles are deeper than any file.
function plain(it, depth = 0) {
  if (depth > 64) throw new TypeError('the object is too deep, or goes in circles');
  if (typeof it?.toJSON === 'function') return plain(it.toJSON(), depth + 1);
  if (Array.isArray(it)) return it.map((item) => plain(item ?? null, depth + 1));
  if (it === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof it)) return it;
  if (typeof it !== 'object') throw new TypeError(`${typeof it} has no JSON`);
  const pairs = Object.entries(it).filter(([, value]) => value !== undefined);
  return Object.fromEntries(pairs.map(([key, value]) => [key, plain(value, depth + 1)]));
}

// The style of the card: that of the element may not have come.
const CARD = `
  :host { display: block; color-scheme: light dark; }
  main { font: 15px/1.5 system-ui, sans-serif; color: CanvasText; background: Canvas; }
  section { max-width: 620px; margin: 0 auto; padding: 16px 20px; }
  h1 { font-size: 18px; margin: 0; }
  p { margin: 4px 0 10px; }
  button { font: inherit; min-height: 32px; padding: 2px 12px; }
  summary { min-height: 24px; margin-top: 8px; cursor: pointer; }
  pre { white-space: pre-wrap; font-size: 12px; }`;

// What the reader can do, by what went wrong.
function remedy(text) {
  if (/panicked/.test(text)) return 'The program has stopped because of a fault of its own. Reload the page; your incident file is unharmed.';
  if (/Content Security Policy|unsafe-eval|blocked by CSP/i.test(text)) return "This site's security policy forbids WebAssembly: whoever runs it must allow 'wasm-unsafe-eval' in script-src.";
  if (/no WebAssembly/.test(text)) return 'This browser cannot run WebAssembly, or it has been switched off. Use a current browser.';
  if (/something else in place/.test(text)) return 'The server sends something else in place of the program: whoever runs it must put the whole folder assets/ beside breachmap.js.';
  if (/DecompressionStream/.test(text)) return 'This browser is too old for this file. Open it in a current browser.';
  if (location.protocol === 'file:') return 'Browsers do not run this page from a file. Open it from a web server.';
  return 'A part of the program could not be loaded. Check the connection and reload the page.';
}

if (!customElements.get('breach-map')) customElements.define('breach-map', BreachMap);
