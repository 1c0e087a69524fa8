// The worker that reads files of other tools, so that the page stays at hand while a large one is read.
// In: { open }, files as [{ name, bytes | file | url | refused }]. Out: { done } while pieces come, then { text } of an incident of ours,
// { rows, nFiles, unread } of several, or { refused }; of a table besides { columns }, what each is taken for.
// What is said to people, in `unread` and `refused`, is one text, or one for each language by its tag.
// In: { pick }, a place among several. Out: { text } of that one.
// In: { again }, options [`WHAT=COLUMN`] for the table that was read last. Out: as of open.
// With each goes { request, name }, and comes back.
// In: { documents }, files as [{ name, file }]. Out: { words }, for each its hash and its words, or null where none can be read.
import { inAll } from './words.js';
import init, { documentWords, Reader } from './assets/reader.js';

const ready = init({ module_or_path: new URL('./assets/reader_bg.wasm', import.meta.url) });

// Minutes east of UTC that a zone was, at an instant in seconds since 1970; nothing if the browser knows no such zone.
const clocks = new Map();
self.zoneOffset = (timeZone, seconds) => {
  if (!clocks.has(timeZone)) {
    try {
      clocks.set(timeZone, new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' }));
    } catch {
      clocks.set(timeZone, null); // a RangeError: no such zone
    }
  }
  const parts = clocks.get(timeZone)?.formatToParts(seconds * 1000);
  const name = parts?.find((it) => it.type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /^GMT(?:([+-])(\d\d):(\d\d))?/.exec(name ?? '') ?? [];
  if (name === undefined) return undefined;
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
};

// Told not more often than somebody can see.
const STEP = 0.01;

// The pieces of a file, and how large it is, if that is known.
async function pieces({ bytes, file, url, refused }) {
  if (refused) throw { message: refused };
  if (bytes) return { size: bytes.length, stream: new Response(bytes).body };
  if (file) return { size: file.size, stream: file.stream() };
  const response = await fetch(url, { mode: 'same-origin' }); // wherever a server sends on, no stranger is asked
  if (!response.ok) throw { message: inAll((words) => words.noFile(response.status)) };
  return { size: Number(response.headers.get('Content-Length') ?? 0), stream: response.body };
}

async function read(reader, source, tell) {
  const { size, stream } = await pieces(source);
  reader.begin(size);
  let taken = 0;
  const all = stream.getReader();
  for (let piece = await all.read(); !piece.done; piece = await all.read()) {
    reader.push(piece.value);
    taken += piece.value.length;
    tell(size ? Math.min(taken / size, 1) : 0);
  }
  reader.end(source.name);
}

let reader = null;

// What an error says in one language.
function said(error, tag) {
  const words = error?.message ?? error;
  return typeof words === 'object' ? words?.[tag] ?? Object.values(words ?? {})[0] : String(words);
}

// Reads all files; of several, those that are not read are named, and of one, the reason is thrown. A folder is a list, even of one.
async function open({ sources, isList }, answer) {
  await ready;
  reader = new Reader();
  const unread = [];
  let told = 0;
  for (const [number, source] of sources.entries()) {
    const tell = (part) => {
      const done = (number + part) / sources.length;
      if (done - told >= STEP) answer({ done: told = done });
    };
    try {
      await read(reader, source, tell);
      tell(1);
    } catch (error) {
      if (!isList) throw error;
      unread.push(inAll((_, tag) => `${source.name}: ${said(error, tag)}`));
    }
  }
  answer({ done: 1 });
  const count = reader.count();
  if (count === 0) {
    throw {
      code: 'no-incident',
      message: inAll((words, tag) => words.noneRead(sources.length, unread[0][tag])),
      hint: inAll((words) => words.noneReadHint),
    };
  }
  if (count === 1 && !isList) return answer({ text: reader.incident(0), columns: reader.columns([]) });
  answer({ rows: reader.rows(), nFiles: sources.length, unread });
}

// Of the columns there is something to choose only if one file was opened.
function refusal(error, options) {
  const isRefusal = typeof error?.code === 'string' && error.hint;
  const stopped = () => inAll((words, tag) => words.readerStopped(said(error, tag)));
  const refused = isRefusal ? error : { code: 'unreadable', message: stopped(), hint: inAll((words) => words.readerStoppedHint) };
  return { refused, columns: isRefusal && options ? reader.columns(options) : undefined };
}

// A document in its words; what cannot be read, as a folder or a file that is gone, has none.
async function wordsOf({ name, file }) {
  const bytes = await file?.arrayBuffer().catch(() => null);
  return (bytes && documentWords(name, new Uint8Array(bytes))) ?? null;
}

self.onmessage = async ({ data: { request, name, open: what, again, pick, documents } }) => {
  if (documents) {
    await ready;
    return postMessage({ words: await Promise.all(documents.map(wordsOf)) });
  }
  const answer = (message) => postMessage({ request, name, ...message });
  try {
    if (what) await open(what, answer);
    else if (again) {
      reader.again(name, again);
      answer({ text: reader.incident(0), columns: reader.columns(again) });
    } else answer({ text: reader.incident(pick) });
  } catch (error) {
    answer(refusal(error, again ?? (what && !what.isList ? [] : null)));
  }
};
