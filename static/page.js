// The page around the element: an ordinary embedder. It keeps the address in step with the picture.
import { languageOf } from './words.js';

const map = document.querySelector('breach-map');
document.documentElement.lang = languageOf(...navigator.languages);
const src = new URLSearchParams(location.search).get('src');
if (src) map.setAttribute('src', src);
if (location.hash) map.fragment = location.hash;
// What stands there until the program comes is the picture of an incident, which a link to a file of somebody's own is not to.
if (/[#&]file=/.test(location.hash)) map.replaceChildren();

map.addEventListener('breach-map-ready', () => map.focus({ preventScroll: true }), { once: true });
// The address follows the picture. Whoever goes elsewhere, to another view, incident or step of a presentation, comes back by the
// browser's own button; whoever moves the slider has not left. An address names the incident only where it is not the first one:
// so each place of the history keeps it.
map.addEventListener('breach-map-change', ({ detail: { fragment, incident, isElsewhere } }) => {
  const hash = fragment && `#${fragment}`;
  if (!isElsewhere && hash === location.hash && incident === history.state?.incident) return;
  try {
    history[isElsewhere ? 'pushState' : 'replaceState']({ incident }, '', hash || location.pathname + location.search);
  } catch {
    // a frame without an origin of its own has no history
  }
});
window.addEventListener('popstate', () => {
  const incident = history.state?.incident;
  map.fragment = incident ? `incident=${encodeURIComponent(incident)}&${location.hash.slice(1)}` : location.hash;
});

// Whoever has this browser keep unsaved edits is offered those that are left.
try {
  if (localStorage['breachmap-edits']) map.apply([]).catch(() => {});
} catch {
  // nothing can be kept here
}

// Text pasted while nothing has the focus is meant for the only map on the page.
document.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  const target = map.shadowRoot?.querySelector('.bm');
  if (event.target === document.body && /^\s*[{[]/.test(text)) target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: event.clipboardData, bubbles: true }));
});
