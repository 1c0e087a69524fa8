// The page around the element: an ordinary embedder. It keeps the address in step with the picture.
const map = document.querySelector('breach-map');
const src = new URLSearchParams(location.search).get('src');
if (src) map.setAttribute('src', src);
if (location.hash) map.fragment = location.hash;

map.addEventListener('breach-map-ready', () => map.focus({ preventScroll: true }), { once: true });
// From a list into an incident, the browser's own button leads back too.
let hasList = false;
map.addEventListener('breach-map-collection', () => { hasList = true; });
const incidentIn = (hash) => new URLSearchParams(hash.slice(1)).get('incident');
map.addEventListener('breach-map-change', (event) => {
  const hash = event.detail.fragment && `#${event.detail.fragment}`;
  if (hash === location.hash) return;
  const isOther = hasList && incidentIn(hash) !== incidentIn(location.hash);
  try {
    history[isOther ? 'pushState' : 'replaceState'](null, '', hash || location.pathname + location.search);
  } catch {
    // a frame without an origin of its own has no history
  }
});
window.addEventListener('hashchange', () => { map.fragment = location.hash; });

// Text pasted while nothing has the focus is meant for the only map on the page.
document.addEventListener('paste', (event) => {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (event.target === document.body && /^\s*[{[]/.test(text)) map.load(text).catch(() => {});
});
