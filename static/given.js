// What a host or a reader gives to the element: plain data, files and folders.

// As large as a file may be, in characters, and the least that a value takes: a file holds a million of them at most.
const LARGEST = 16 * 1024 * 1024;
const LEAST = 16;

// Plain data as JSON would have it, but with BigInts: what JSON cannot say is left out or refused. Circles are deeper than any file.
// What is referred to often is as often in the file: an object that would be too large as one is refused before it is unfolded.
export function plain(incident, words) {
  const known = new Map(); // what each object becomes, and about how many characters it takes
  const of = (it, depth) => {
    if (depth > 64) throw new TypeError(words.tooDeep);
    if (typeof it === 'string') return [it, it.length + LEAST];
    if (it === null || ['number', 'boolean', 'bigint'].includes(typeof it)) return [it, LEAST];
    if (typeof it !== 'object') throw new TypeError(words.noJson(typeof it));
    if (known.has(it)) return known.get(it);
    let made;
    let size = LEAST;
    const inside = (item) => {
      const [value, more] = of(item, depth + 1);
      size += more;
      if (size > LARGEST) throw new TypeError(words.tooLarge);
      return value;
    };
    if (typeof it.toJSON === 'function') made = inside(it.toJSON());
    else if (Array.isArray(it)) made = it.map((item) => inside(item ?? null));
    else {
      const pairs = Object.entries(it).filter(([, value]) => value !== undefined);
      made = Object.fromEntries(pairs.map(([key, value]) => [key, (size += key.length, inside(value))]));
    }
    known.set(it, [made, size]);
    return [made, size];
  };
  return of(incident, 0)[0];
}

// The files in a drop or a field, with their paths. Folders are gone through, but for hidden ones, which are only named, as empty ones are.
export async function filesIn(from) {
  filesIn.handle = from.items?.[0]?.getAsFileSystemHandle?.().catch(() => {}); // for whoever saves it; asked in vain later on
  const entries = [...(from.items ?? [])].map((it) => it.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((it) => it.isDirectory)) return [...from.files].map((file) => ({ name: file.webkitRelativePath || file.name, file }));
  const found = [];
  const walk = async (entry) => {
    const name = entry.fullPath.replace(/^\//, '');
    if (entry.isFile) {
      const file = await new Promise((done) => entry.file(done, () => done(null)));
      return found.push({ name, file });
    }
    const inside = [];
    const reader = entry.createReader();
    const next = () => new Promise((done) => reader.readEntries(done, () => done([])));
    for (let some = []; !entry.name.startsWith('.') && (some = await next()).length;) inside.push(...some);
    if (!inside.length) found.push({ name: `${name}/` });
    for (const it of inside) await walk(it);
  };
  for (const entry of entries) await walk(entry);
  return found;
}
