// Where the element of the package gets the parts of the program. Each address stands in full, so that bundlers find
// the files and take them along; a page that loads this without a bundler finds them beside it. The styles stand in the
// script: bundlers take every style sheet for one of the page.
import { provide } from './assets/program.js';
import { FILES } from './files.js';
import first from './style.css';
import late from './late.css';
export { default as init, Viewer, themeStyles } from './assets/program.js';

async function part(name) {
  const response = await fetch(FILES[name]);
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return response;
}

async function wasm(name) {
  const response = await part(name);
  return response.headers.get('Content-Type') === 'application/wasm' ? response : response.arrayBuffer();
}

export const program = () => wasm('./assets/program_bg.wasm');
provide(wasm);

export const style = async () => first;
export const lateStyle = async () => late;
export const app = async () => (await part('./briefing.html')).text();

// The worker is one file wherever a bundler puts it; where its wasm lies, stands in its address.
const READER = new URL('./worker.js', import.meta.url);
READER.hash = encodeURIComponent(FILES['./assets/reader_bg.wasm'].href);

// Where only trusted addresses may become scripts, this one is vouched for, and no other.
let trusted = null;
function vouched() {
  trusted ??= self.trustedTypes?.createPolicy('breachmap', {
    createScriptURL(address) {
      if (address !== READER.href) throw new TypeError(address);
      return address;
    },
  });
  return trusted?.createScriptURL(READER.href) ?? READER.href;
}

export const reader = () => new Worker(vouched(), { type: 'module' });
