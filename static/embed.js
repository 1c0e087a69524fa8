// The page for frames: what its address asks for, and the messages by which the page around it talks to the map (docs/embedding.md).
import { languageOf, wordsFor } from './words.js';

// Some servers send no policy, such as GitHub Pages. Its host by name, because without an origin, in a sandbox, nobody is 'self'.
const own = `'self' ${location.origin}`;
document.head.append(Object.assign(document.createElement('meta'), {
  httpEquiv: 'Content-Security-Policy',
  content: `default-src 'none'; script-src ${own} 'wasm-unsafe-eval'; style-src ${own}; connect-src ${own}; worker-src ${own}; img-src ${own} data: blob:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types breachmap`,
}));

const PROTOCOL = 1;
const map = document.querySelector('breach-map');

// What the address asks for. The fragment says what is shown of it, as on every page.
const asked = new URLSearchParams(location.search);
for (const name of ['gallery', 'theme', 'lang', 'controls', 'readonly', 'src']) {
  if (asked.has(name)) map.setAttribute(name, asked.get(name));
}
document.documentElement.lang = languageOf(map.getAttribute('lang'), ...navigator.languages);
document.title = asked.get('title') ?? wordsFor(map).mapOfABreach;
const picture = asked.get('picture') && new URL(asked.get('picture'), location);
if (picture?.origin === location.origin) {
  const image = Object.assign(document.createElement('img'), { alt: asked.get('title') ?? wordsFor(map).mapOfABreach });
  map.append(image); // until the map is there, and where it cannot be
  // not by its address: a server may send an image on to a stranger's, which would be shown as the site's own
  const atHome = self.origin === 'null' ? { redirect: 'error' } : { mode: 'same-origin' };
  const show = async (answer) => { if (answer.ok) image.src = URL.createObjectURL(await answer.blob()); };
  fetch(picture, atHome).then(show).catch(() => {});
}
if (location.hash) map.fragment = location.hash;
window.addEventListener('hashchange', () => { map.fragment = location.hash; });

// Whom to talk to. Whoever frames this page writes its address, so the address cannot say whom to trust: the page itself does.
// A sandboxed frame without an origin can read nothing that its parent could not read too, so it talks to any parent.
const isAlone = window.parent === window;
const isOpaque = self.origin === 'null';
const listed = document.querySelector('meta[name=breachmap-origins]').content.split(/\s+/).filter(Boolean);
const isTrusted = (origin) => isOpaque || origin === self.origin || listed.includes(origin) || listed.includes('*');
const parentOrigin = asked.get('origin') ?? location.ancestorOrigins?.[0] ?? (document.referrer ? new URL(document.referrer).origin : null);

function tell(type, detail) {
  if (isAlone) return;
  const message = { breachmap: PROTOCOL, type, ...detail };
  if (parentOrigin && parentOrigin !== 'null') {
    if (isTrusted(parentOrigin)) window.parent.postMessage(message, parentOrigin);
  } else if (isOpaque) {
    window.parent.postMessage(message, '*');
  }
}

// What the page around may ask for, by the type of its message.
const ACTS = {
  load: ({ incident }) => map.load(incident),
  seek: ({ day }) => map.seek(day),
  select: ({ part }) => map.select(part),
  play: () => map.play(),
  pause: () => map.pause(),
  restore: ({ state }) => map.restore(state),
  save: () => map.save(),
  snapshot: () => map.snapshot(),
  export: ({ kind, options }) => map.exportAs(kind, options),
};

function mistake(code, message) {
  return Object.assign(new Error(message), { code });
}

async function answer(message) {
  if (message.breachmap !== PROTOCOL) throw mistake('other-version', wordsFor(map).otherVersion(PROTOCOL));
  if (!Object.hasOwn(ACTS, message.type)) throw mistake('unknown-type', wordsFor(map).unknownType(message.type));
  return ACTS[message.type](message);
}

window.addEventListener('message', async ({ source, origin, data }) => {
  if (isAlone || source !== window.parent || typeof data?.breachmap !== 'number') return; // meant for somebody else
  if (!isTrusted(origin) || (asked.has('origin') && origin !== asked.get('origin'))) {
    console.warn(`breachmap: a message from ${origin} was refused; embed.html does not list that origin`);
    return;
  }
  const reply = (detail) => source.postMessage({ breachmap: PROTOCOL, type: 'answer', id: data.id, ...detail }, origin === 'null' ? '*' : origin);
  try {
    reply({ ok: true, value: await answer(data) });
  } catch (error) {
    reply({ ok: false, error: { code: error.code ?? 'failed', message: error.message, hint: error.hint ?? '' } });
  }
});

for (const type of ['ready', 'collection', 'change', 'play', 'theme', 'error']) {
  map.addEventListener(`breach-map-${type}`, (event) => tell(type, event.detail));
}
map.addEventListener('breach-map-select', (event) => tell('select', { part: event.detail.id }));

// The height that the frame had, or what is unfolded needs: a page that follows it shows no scroll bar in the frame.
const ownHeight = window.innerHeight;
let told = 0;
function measure() {
  const needed = map.shadowRoot?.querySelector('.folded, .bare') ? ownHeight : Math.max(ownHeight, document.documentElement.scrollHeight);
  if (needed !== told) tell('resize', { height: told = needed });
}
new ResizeObserver(measure).observe(map);
map.addEventListener('breach-map-fold', () => requestAnimationFrame(measure));

tell('hello', {});
