// The only initialiser: loads the program once, registers <breach-map>, forwards attributes and methods.
import { init, Viewer, themeStyles, program as wasm, style, lateStyle, app, reader } from './parts.js';
import { wordsFor } from './words.js';
import { drawFailure, mistake, problem } from './failure.js';
import { filesIn, plain } from './given.js';

async function start() {
  if (typeof WebAssembly !== 'object') throw Object.assign(new Error('this browser has no WebAssembly'), { code: 'noWasm' });
  return init({ module_or_path: await wasm() });
}

const program = start();

// One style sheet for all elements of the page: adopted, so that it also works under a strict policy for styles.
async function styles() {
  const text = await style();
  await program;
  const sheet = new CSSStyleSheet();
  const first = `${themeStyles()}\n${text}`;
  sheet.replaceSync(first);
  // What is not on the first map comes after it; what does not come is asked for again.
  const more = (left) => lateStyle().then((late) => sheet.replaceSync(`${first}\n${late}`)).catch(() => left && setTimeout(more, 5000, left - 1));
  more(3);
  return sheet;
}

// The style is fetched while the program is on its way; both are awaited, and fail, in one place.
const parts = Promise.all([styles(), program]);

// What can be said of an element, each key with the property that says the same: by links, and by attributes.
// These are the keys of src/app/look.rs; `UPDATE=1 cargo test --test keys` writes them.
// <keys>
const SAID = { incident: 'incident', 'as-of': 'asOf', 'known-on': 'knownOn', clock: 'clock', 'told-by': 'toldBy', prefer: 'prefer', select: 'selection', step: 'step', scale: 'scale', unit: 'unit', view: 'view', against: 'against', slide: 'slide', open: 'open', find: 'find', filter: 'filter', lang: 'lang' };
const ATTRIBUTES = { 'as-of': 'asOf', 'known-on': 'knownOn', clock: 'clock', 'told-by': 'toldBy', prefer: 'prefer', select: 'selection', scale: 'scale', view: 'view', against: 'against', open: 'open', find: 'find', filter: 'filter', lang: 'lang', theme: 'theme', controls: 'controls', shortcuts: 'shortcuts', keep: 'keep', readonly: 'readOnly', editable: 'editable' };
// </keys>

// Only this script calls it.
const STOP = Symbol('stop');

class BreachMap extends HTMLElement {
  static observedAttributes = ['src', 'gallery', ...Object.keys(ATTRIBUTES)];

  #viewer = null;
  #ready = null;
  #sheet = null;
  #reader = null; // the worker that keeps what was read last
  #next = null; // the worker that reads
  #isMounted = false;
  #isOver = false;
  #overtaken = null; // ends the promise of the load that goes on
  #slow = 0; // the timer after which it is said that the program does not come
  #early = null; // the incident, which comes while the program does: its address, and the answer

  connectedCallback() {
    for (const name of Object.keys(this)) {
      if (!(name in BreachMap.prototype)) continue;
      const value = this[name]; // set before the element was defined
      delete this[name];
      this[name] = value;
    }
    if (!this.#viewer) {
      this.#slow = setTimeout(() => this.#isSlow(), PATIENCE);
      this.#hurry();
    }
    this.#started().then(() => this.isConnected && this.#mount()).catch((error) => this.#fail(error));
  }

  disconnectedCallback() {
    this.#isMounted = false;
    clearTimeout(this.#slow);
    const viewer = this.#viewer;
    viewer?.unmount();
    setTimeout(() => this.#viewer === viewer && viewer?.rest()); // unless it was only moved
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (this.#viewer) this.#viewer.attribute(name, after ?? undefined);
    else if (name === 'src' && this.isConnected) this.#hurry();
  }

  // Shows an incident: an address of this origin, the text of a file, or an object of the format.
  // Resolves when it is shown; rejects with an Error that has a `code` and a `hint`.
  async load(incident) {
    await this.#started();
    this.#overtaken?.(mistake('overtaken', wordsFor(this).overtaken));
    return new Promise((resolve, reject) => {
      const end = (error) => {
        for (const type of ENDS) this.removeEventListener(type, done);
        if (this.#overtaken === end) this.#overtaken = null;
        isOver = true;
        if (error) reject(error);
        else resolve();
      };
      const done = (event) => event.target === this && end(event.type === 'breach-map-error' ? problem(event.detail) : null);
      let isOver = false;
      for (const type of ENDS) this.addEventListener(type, done);
      this.#open(incident);
      if (!isOver) this.#overtaken = end;
    });
  }

  #open(incident) {
    const isText = typeof incident === 'string';
    if (isText && !/^\s*[{[]/.test(incident)) return this.#viewer.open(incident);
    if (isText) return this.#viewer.read(incident, 'incident');
    let value;
    try {
      value = plain(incident, wordsFor(this));
    } catch (error) {
      return this.#viewer.refuse(error.message, 'incident');
    }
    this.#viewer.readValue(value, 'incident');
  }

  // Goes to a day, YYYY-MM-DD. Resolves when the map shows it.
  async seek(day) {
    await this.#started();
    this.#viewer.seek(this.#text(day, 'seek'));
  }

  // Chooses a host, pivot, event or count by its id; null chooses nothing.
  async select(id) {
    await this.#started();
    this.#viewer.select(id == null ? undefined : this.#text(id, 'select'));
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
    this.#text(kind, 'exportAs');
    try {
      const [{ name, mediaType }, bytes] = await this.#viewer.exportAs(kind, options);
      return { name, blob: new Blob([bytes], { type: mediaType }) };
    } catch (failure) {
      throw problem(failure);
    }
  }

  // The text of the file as it would be saved, with what somebody wrote; null while there is no incident.
  get document() {
    return this.#viewer?.document() ?? null;
  }

  // Does an edit, a JSON Patch (RFC 6902), where the element is `editable`. Rejects as `load` does, and then nothing of it is done.
  async apply(edit) {
    await this.#started();
    if (edit === null || typeof edit !== 'object') throw mistake('wrong-type', wordsFor(this).noObject('apply', edit === null ? 'null' : typeof edit));
    try {
      await this.#viewer.apply(JSON.stringify(edit));
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
    if (typeof state !== 'object') throw mistake('wrong-type', wordsFor(this).noObject('restore', typeof state));
    const known = Object.entries(SAID).filter(([, name]) => state?.[name] !== undefined);
    this.#say(Object.fromEntries(known.map(([key, name]) => [key, state[name]])));
  }

  // The end of this element: it draws nothing, hears nothing and does nothing any more.
  destroy() {
    const viewer = this.#viewer;
    viewer?.play(false);
    viewer?.unmount();
    this.#end(new Error(wordsFor(this).destroyed));
    setTimeout(() => viewer?.free()); // one of its methods may be on the stack
    this.shadowRoot?.replaceChildren();
  }

  // The fragment of an address that shows the same picture.
  get fragment() {
    return this.#viewer?.fragment ?? '';
  }

  set fragment(text) {
    this.#text(text, 'fragment');
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
    for (const name of ['editable', 'keep', 'readOnly']) define(name, function () { return this.hasAttribute(name); }, function (value) { this.toggleAttribute(name, !!value); });
  }

  focus(options) {
    this.shadowRoot?.querySelector('.bm')?.focus(options);
  }

  #started() {
    return this.#ready ??= this.#start();
  }

  // Asks for the incident as the program will, which takes the answer: no preload of a page has this mode.
  #hurry() {
    const src = this.getAttribute('src');
    if (!src || src.startsWith('#') || self.origin === 'null' || !URL.canParse?.(src, document.baseURI)) return;
    const { href, origin } = new URL(src, document.baseURI);
    if (origin !== self.origin || this.#early?.href === href) return;
    const answer = fetch(href, { mode: 'same-origin' });
    answer.catch(() => {}); // the program says it
    this.#early = { href, answer };
  }

  // What has been asked for at an address, once.
  #take(href) {
    if (this.#early?.href !== href) return undefined;
    const { answer } = this.#early;
    this.#early = null;
    return answer;
  }

  // The program takes texts where it says so: anything else would stop it, and with it every element of the page.
  #text(value, name) {
    if (typeof value === 'string') return value;
    throw mistake('wrong-type', wordsFor(this).noText(name, value === null ? 'null' : typeof value));
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
    // The program holds nothing by which the element would stay: what a page has dropped is freed, and its program with it.
    const own = new WeakRef(this);
    elements.add(own);
    gone.register(this, own);
    this.#viewer = new Viewer(() => own.deref(), app, filesIn, (...task) => own.deref()?.#read(...task), (href) => own.deref()?.#take(href), keep);
    // `against` leads to the changes, unless `view` says otherwise
    for (const name of [...BreachMap.observedAttributes.filter((it) => it !== 'view'), 'view']) {
      if (this.hasAttribute(name)) this.#viewer.attribute(name, this.getAttribute(name));
    }
  }

  // Has files of other tools read in a worker of its own, which is loaded only then. It stays while it holds several incidents,
  // or a table, and what it holds stays until the next one has read something.
  // Tasks: open; pick (one of several), again (a table, otherwise); stop (reading), release (what is held); worker (gives one).
  #read(task, request, name, what) {
    if (task === 'worker') return reader();
    if (task === 'release') {
      this.#reader?.terminate();
      this.#reader = null;
      return;
    }
    if (task === 'open' || task === 'stop') {
      this.#next?.terminate();
      this.#next = null;
    }
    if (task === 'stop') return this.#overtaken?.(mistake('stopped', wordsFor(this).stoppedReading));
    const refuse = (request, name, { code, message, hint }, columns) => this.#viewer?.unread(request, name, code, message, hint, columns);
    const missing = (event) => {
      event?.preventDefault?.();
      refuse(request, name, {
        code: 'no-reader',
        message: `${wordsFor(this).noReader}${event?.message ? `: ${event.message}` : ''}`,
        hint: wordsFor(this).noReaderHint,
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
    clearTimeout(this.#slow);
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.#sheet];
    root.replaceChildren();
    this.#viewer.mount(root);
  }

  // From now on every method says why it cannot.
  #end(error) {
    this.#isOver = true;
    this.#overtaken?.(error);
    this.#read('stop');
    this.#read('release');
    this.#viewer = null; // freed with its last reference
    clearTimeout(this.#slow);
    this.#ready = Promise.reject(error);
    this.#ready.catch(() => {});
  }

  // Said beside what the page has put inside the element, until the program comes after all.
  #isSlow() {
    if (this.#isOver || this.shadowRoot) return;
    const note = document.createElement('p');
    note.setAttribute('role', 'status');
    note.textContent = wordsFor(this).slow;
    this.attachShadow({ mode: 'open' }).append(note, document.createElement('slot'));
  }

  // The program has stopped, for all elements.
  [STOP](why) {
    this.#fail(mistake('stopped', why));
  }

  // Drawn without the program, which may be dead or may never have come. The first reason is the reason.
  #fail(error) {
    if (this.#isOver) return;
    this.#end(error instanceof Error ? error : new Error(String(error)));
    drawFailure(this.shadowRoot ?? this.attachShadow({ mode: 'open' }), error, wordsFor(this));
  }
}

// Keeps a text for as long as the tab is open, or nothing if it is null, and says whether that worked; without any, gives what is kept.
// A browser may refuse: by its settings, for want of room, or because the page has no origin.
function keep(text) {
  const key = `breachmap ${location.pathname}`;
  try {
    if (text === undefined) return sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (text !== null) sessionStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

// How a load ends.
const ENDS = ['breach-map-ready', 'breach-map-collection', 'breach-map-error'];

// So many milliseconds the program may take before something is said.
const PATIENCE = 20000;

// The elements that have a program, as long as somebody holds them; told when the program stops.
const elements = new Set();
const gone = new FinalizationRegistry((own) => elements.delete(own));
document.addEventListener('breach-map-panic', ({ detail }) => {
  for (const own of elements) own.deref()?.[STOP](detail);
}, { once: true });

if (!customElements.get('breach-map')) customElements.define('breach-map', BreachMap);
