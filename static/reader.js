// The worker that reads files of other tools, so that the page stays at hand while a large one is read.
// In: { sources, name }. Out: { done } while pieces come, then { text } of an incident of ours, { rows, summary } of several, or { refused }.
// In: { pick }, a place among several. Out: { text } of that one.
import init, { Reader } from './assets/reader.js';

const ready = init({ module_or_path: new URL('./assets/reader_bg.wasm', import.meta.url) });

// Told not more often than somebody can see.
const STEP = 0.01;

async function read(reader, source, number, of) {
  if (source instanceof Uint8Array) {
    reader.begin(source.length);
    return reader.push(source);
  }
  reader.begin(source.size);
  let taken = 0;
  let told = number / of;
  const pieces = source.stream().getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    reader.push(piece.value);
    taken += piece.value.length;
    const done = (number + taken / source.size) / of;
    if (done - told >= STEP) postMessage({ done: told = done });
  }
}

let reader = null;

// Reads all files; of several, those that are refused are counted, and of one, the refusal is thrown.
async function open(sources, name) {
  await ready;
  reader = new Reader();
  const refused = [];
  for (const [number, source] of sources.entries()) {
    await read(reader, source, number, sources.length);
    try {
      reader.end(source.name ?? name);
    } catch (error) {
      if (sources.length === 1) throw error;
      refused.push(`${source.name}: ${error?.message ?? error}`);
    }
  }
  postMessage({ done: 1 });
  const count = reader.count();
  if (count === 0) throw { code: 'no-incident', message: `none of the ${sources.length} files is read; the first: ${refused[0]}`, hint: 'Choose files that tell of incidents.' };
  if (count === 1) return postMessage({ text: reader.incident(0) });
  const summary = refused.length ? `${refused.length} of ${sources.length} files are not read: ${refused.slice(0, 3).join('; ')}${refused.length > 3 ? ' …' : ''}` : '';
  postMessage({ rows: reader.rows(), summary });
}

self.onmessage = async ({ data: { sources, name, pick } }) => {
  try {
    if (pick === undefined) await open(sources, name);
    else postMessage({ text: reader.incident(pick) });
  } catch (error) {
    const isRefusal = typeof error?.code === 'string' && error.hint;
    postMessage({ refused: isRefusal ? error : { code: 'unreadable', message: `the reader stopped: ${error?.message ?? error}`, hint: '' } });
  }
};
