// Where the element gets the parts of the program: beside this script. The one-file briefing has them in its page (briefing/parts.js).
import { provide } from './assets/program.js';
export { default as init, Viewer, themeStyles } from './assets/program.js';

async function part(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return response;
}

// A wasm: compiled while it comes, if the server says what it is; else when it is there, whatever the server says.
async function wasm(name) {
  const response = await part(name);
  if (response.headers.get('Content-Type') === 'application/wasm') return response;
  const bytes = await response.arrayBuffer();
  if (String.fromCharCode(...new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength))) !== '\0asm') {
    const error = new Error(`the server sends something else in place of the program: ${response.headers.get('Content-Type')}`);
    throw Object.assign(error, { code: 'otherProgram' });
  }
  return bytes;
}

// What the first map needs of the program; the rest is asked for by name.
export const program = () => wasm('./assets/program_bg.wasm');
provide(wasm);

// The style of the element.
export const style = async () => (await part('./style.css')).text();

// The style of what is not on the first map.
export const lateStyle = async () => (await part('./late.css')).text();

// The one-file app without an incident.
export const app = async () => (await part('./briefing.html')).text();

const READER = new URL('./reader.js', import.meta.url).href;

// Where only trusted addresses may become scripts, this one is vouched for, and no other.
let trusted = null;
function vouched() {
  trusted ??= self.trustedTypes?.createPolicy('breachmap', {
    createScriptURL(address) {
      if (address !== READER) throw new TypeError(address);
      return address;
    },
  });
  return trusted?.createScriptURL(READER) ?? READER;
}

// A worker that reads the files of other tools.
export const reader = () => new Worker(vouched(), { type: 'module' });
