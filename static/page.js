// The page around the element: an ordinary embedder. It keeps the address in step with the picture.
const map = document.querySelector('breach-map');
const src = new URLSearchParams(location.search).get('src');
if (src) map.setAttribute('src', src);
if (location.hash) map.fragment = location.hash;

map.addEventListener('breach-map-ready', () => map.focus({ preventScroll: true }), { once: true });
map.addEventListener('breach-map-change', (event) => {
  const hash = event.detail.fragment && `#${event.detail.fragment}`;
  if (hash === location.hash) return;
  try {
    history.replaceState(null, '', hash || location.pathname + location.search);
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
