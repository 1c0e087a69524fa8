// Where the element gets the parts of the program in the one-file briefing: from the page itself, and from nowhere else.
import { wordsFor } from './words.js';
import init, { Viewer, provide, themeStyles } from './program.js';

export { init, Viewer, themeStyles };

const block = (id) => document.getElementById(id).textContent;

// A wasm, by the name that it has on the site: a line of the block has its name and itself.
async function wasm(name) {
  if (typeof DecompressionStream !== 'function') throw Object.assign(new Error('this browser has no DecompressionStream'), { code: 'tooOld' });
  const begin = `\n${name.split('/').pop()} `;
  const [text] = block('program').split(begin)[1].split('\n', 1);
  const packed = Uint8Array.from(atob(text), (it) => it.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

// What the first map needs of the program; the rest is asked for by name.
export const program = () => wasm('program_bg.wasm');
provide(wasm);

// The style of the element.
export const style = async () => block('style');

// All of it is there already.
export const lateStyle = async () => '';

// What the one-file app without an incident is made of: this page as it was made, whatever it shows and whoever has changed it since.
export async function app() {
  const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]').content;
  return [policy, ...['page-style', 'style', 'program', 'module'].map(block)];
}

// Files of other tools are read by a program of its own, which is not in a briefing.
export function reader() {
  throw new Error(wordsFor(document.querySelector('breach-map')).briefingReads);
}
