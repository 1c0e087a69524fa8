// The only initialiser: loads the wasm once and registers <breach-map>.
import init from './breachmap.js';

const ready = init({ module_or_path: new URL('./breachmap_bg.wasm', import.meta.url) });

class BreachMap extends HTMLElement {
  async connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    await ready;
    root.textContent = 'ready';
    this.setAttribute('ready', '');
  }
}

if (!customElements.get('breach-map')) customElements.define('breach-map', BreachMap);
