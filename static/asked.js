// No picture of the first incident for somebody whose address asks for something else. Nothing waits for this; it comes long before the picture does.
if (location.hash || location.search) document.documentElement.classList.add('asked');
// When all scripts have come or failed: without the element the picture is all there is, and says so.
addEventListener('load', () => {
  if (customElements.get('breach-map')) return;
  document.documentElement.classList.remove('asked');
  document.querySelector('.broken').hidden = false;
});
