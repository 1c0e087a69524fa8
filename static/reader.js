// The worker that reads files of other tools, so that the page stays at hand while a large one is read.
// In: { files, name }. Out: { done } while pieces come, then { text } of an incident of ours, or { refused }.
import init, { Reader } from './assets/reader.js';

const ready = init({ module_or_path: new URL('./assets/reader_bg.wasm', import.meta.url) });

// Told not more often than somebody can see.
const STEP = 0.01;

async function read(reader, source) {
  if (source instanceof Uint8Array) {
    reader.begin(source.length);
    return reader.push(source);
  }
  reader.begin(source.size);
  let taken = 0;
  let told = 0;
  const pieces = source.stream().getReader();
  for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
    reader.push(piece.value);
    taken += piece.value.length;
    if (taken / source.size - told >= STEP) postMessage({ done: told = taken / source.size });
  }
}

self.onmessage = async ({ data: { source, name } }) => {
  try {
    await ready;
    const reader = new Reader();
    await read(reader, source);
    postMessage({ done: 1 });
    reader.end(name);
    postMessage({ text: reader.incident(0) });
  } catch (error) {
    const isRefusal = typeof error?.code === 'string' && error.hint;
    postMessage({ refused: isRefusal ? error : { code: 'unreadable', message: `the reader stopped: ${error?.message ?? error}`, hint: '' } });
  }
};
