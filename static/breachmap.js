// The only initialiser: loads the program once, registers <breach-map>, forwards attributes and methods.
import init, { Viewer, themeStyles } from './assets/program.js';

async function part(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return response;
}

// Compiled while it comes, if the server says what it is; else when it is there, whatever the server says.
async function start() {
  if (typeof WebAssembly !== 'object') throw new Error('this browser has no WebAssembly');
  const response = await part('./assets/program_bg.wasm');
  if (response.headers.get('Content-Type') === 'application/wasm') return init({ module_or_path: response });
  const bytes = await response.arrayBuffer();
  if (String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength))) !== '\0asm') {
    throw new Error(`the server sends something else in place of the program: ${response.headers.get('Content-Type')}`);
  }
  return init({ module_or_path: bytes });
}

const program = start();

// One style sheet for all elements of the page: adopted, so that it also works under a strict policy for styles.
async function styles() {
  const text = await (await part('./style.css')).text();
  await program;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${themeStyles()}\n${text}`);
  return sheet;
}

// The style is fetched while the program is on its way; both are awaited, and fail, in one place.
const parts = Promise.all([styles(), program]);

class BreachMap extends HTMLElement {
  static observedAttributes = ['src', 'gallery', 'as-of', 'known-on', 'clock', 'scale', 'told-by', 'prefer', 'against', 'view', 'select', 'lang', 'theme'];

  #viewer = null;
  #ready = null;
  #sheet = null;
  #isMounted = false;
  #hasFailed = false;

  connectedCallback() {
    this.#ready ??= this.#start();
    this.#ready.then(() => this.isConnected && this.#mount()).catch((error) => this.#fail(error));
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
    await (this.#ready ??= this.#start());
    const isAddress = typeof incident === 'string' && !/^\s*[{[]/.test(incident);
    return new Promise((resolve, reject) => {
      const done = (event) => {
        if (event.target !== this) return;
        this.removeEventListener('breach-map-ready', done);
        this.removeEventListener('breach-map-error', done);
        if (event.type === 'breach-map-ready') return resolve();
        const { code, title, message, hint } = event.detail;
        reject(Object.assign(new Error(`${title}: ${message}`), { code, hint }));
      };
      this.addEventListener('breach-map-ready', done);
      this.addEventListener('breach-map-error', done);
      if (isAddress) return this.#viewer.open(incident);
      let text;
      try {
        text = typeof incident === 'string' ? incident : JSON.stringify(incident);
        if (text === undefined) throw new TypeError(`${typeof incident} has no JSON`);
      } catch (error) {
        return this.#viewer.refuse(error.message, 'incident');
      }
      this.#viewer.read(text, 'incident');
    });
  }

  // Goes to a day, YYYY-MM-DD. Resolves when the map shows it.
  async seek(day) {
    await (this.#ready ??= this.#start());
    this.#viewer.seek(day);
  }

  // Chooses a host, pivot, event or count by its id; null chooses nothing.
  async select(id) {
    await (this.#ready ??= this.#start());
    this.#viewer.select(id ?? undefined);
  }

  // How things stand, as `breachmap snapshot --json` says it; null while there is no incident.
  snapshot() {
    return this.#viewer?.snapshot() ?? null;
  }

  // The fragment of an address that shows the same picture.
  get fragment() {
    return this.#viewer?.fragment ?? '';
  }

  set fragment(text) {
    if (this.#viewer) this.#viewer.fragment = text;
    else (this.#ready ??= this.#start()).then(() => { this.#viewer.fragment = text; }, () => {});
  }

  // The lens and the view as properties: `map.asOf`, `map.toldBy` …, in the words of the fragment; null is how the incident opens.
  static {
    for (const name of ['as-of', 'known-on', 'clock', 'told-by', 'prefer', 'against', 'scale', 'view']) {
      const isIts = (pair) => pair.startsWith(`${name}=`);
      Object.defineProperty(this.prototype, name.replace(/-./, (it) => it[1].toUpperCase()), {
        configurable: true,
        enumerable: true,
        get() {
          const pair = this.fragment.split('&').find(isIts);
          return pair ? decodeURIComponent(pair.slice(name.length + 1)) : null;
        },
        set(value) {
          if (!this.#viewer) return value == null ? this.removeAttribute(name) : this.setAttribute(name, value);
          const others = this.fragment.split('&').filter((pair) => pair && !isIts(pair));
          const own = value == null ? [] : [`${name}=${encodeURI(value).replace(/[&#]/g, encodeURIComponent)}`];
          this.fragment = [...others, ...own].join('&');
        },
      });
    }
  }

  focus(options) {
    this.shadowRoot?.querySelector('.bm')?.focus(options);
  }

  async #start() {
    [this.#sheet] = await parts;
    document.addEventListener('breach-map-panic', (event) => this.#fail(event.detail), { once: true });
    this.#viewer = new Viewer(this);
    for (const name of BreachMap.observedAttributes) {
      if (this.hasAttribute(name)) this.#viewer.attribute(name, this.getAttribute(name));
    }
  }

  #mount() {
    if (this.#isMounted || this.#hasFailed) return;
    this.#isMounted = true;
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [this.#sheet];
    root.replaceChildren();
    const container = document.createElement('div');
    container.className = 'container';
    root.append(container);
    this.#viewer.mount(container);
  }

  // Drawn without the program, which may be dead or may never have come. The first reason is the reason.
  #fail(error) {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    this.#viewer = null;
    this.#ready = Promise.reject(error instanceof Error ? error : new Error(String(error)));
    this.#ready.catch(() => {});
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
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

// What the reader can do, by what went wrong.
function remedy(text) {
  if (/panicked/.test(text)) return 'The program has stopped because of a fault of its own. Reload the page; your incident file is unharmed.';
  if (/Content Security Policy|unsafe-eval|blocked by CSP/i.test(text)) return "This site's security policy forbids WebAssembly: whoever runs it must allow 'wasm-unsafe-eval' in script-src.";
  if (/no WebAssembly/.test(text)) return 'This browser cannot run WebAssembly, or it has been switched off. Use a current browser.';
  if (/something else in place/.test(text)) return 'The server sends something else in place of the program: whoever runs it must put the whole folder assets/ beside breachmap.js.';
  if (location.protocol === 'file:') return 'Browsers do not run this page from a file. Open it from a web server.';
  return 'A part of the program could not be loaded. Check the connection and reload the page.';
}

if (!customElements.get('breach-map')) customElements.define('breach-map', BreachMap);
