// A plugin for remark: ![title](incident.breach.json) becomes a picture of the breach, made when the site is built,
// with alternative text, a link to its data and, if asked for, the live element.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./bin.js', import.meta.url));
const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

const ENDING = '.breach.json';

// What the part of the address after # may say: how a picture is asked for it, where a picture can show it. The element knows all.
const KEYS = {
  'as-of': '--as-of', 'known-on': '--known-on', 'told-by': '--told-by', prefer: '--prefer',
  clock: null, select: null, scale: null, view: null, against: null, open: null, find: null, filter: null,
};

const DATA = { en: 'Data', ja: 'データ' };

export default function breachmap(options = {}) {
  const { folder, address, marking = 'clear', live = false, height = 480, lang } = options;
  if (!folder || !address) {
    throw new Error("breachmap/remark: say where pictures go, as { folder: 'static/incidents', address: '/incidents/' }");
  }
  const site = { folder, address: address.endsWith('/') ? address : `${address}/`, marking, live, height, lang };
  return (tree, file) => within(tree, file, site);
}

// Replaces the pictures below a node. One that is a paragraph of its own becomes a figure, one within a line stays in it.
function within(parent, file, site) {
  parent.children?.forEach((node, at) => {
    const only = node.type === 'paragraph' && node.children.length === 1 ? node.children[0] : null;
    const image = [only, node].find((it) => it?.type === 'image' && it.url.split('#')[0].endsWith(ENDING));
    if (image) parent.children[at] = drawn(image, file, site, image === only);
    else within(node, file, site);
  });
}

function drawn(image, file, site, isAlone) {
  const [path, fragment = ''] = image.url.split('#');
  const source = resolve(file.cwd, file.dirname ?? '.', decodeURI(path));
  const said = Object.fromEntries(new URLSearchParams(fragment));
  const unknown = Object.keys(said).find((it) => !(it in KEYS));
  if (unknown) file.fail(`"${unknown}" says nothing of a map; write one of ${Object.keys(KEYS).join(', ')}`, image);
  const { data, picture } = make(source, said, site, (reason) => file.fail(reason, image));
  const svg = readFileSync(picture, 'utf8');
  const title = image.alt || inside(svg, 'title');
  const url = (it) => site.address + encodeURIComponent(basename(it));
  const img = element('img', { src: url(picture), alt: `${title}: ${inside(svg, 'desc')}`, loading: 'lazy' });
  if (!isAlone) return img;
  const map = { src: url(data), controls: 'compact', style: `display: block; height: ${Number(site.height)}px`, ...said };
  const shown = site.live ? element('breach-map', site.lang ? { ...map, lang: site.lang } : map, [img]) : img;
  // with a target, or Docusaurus looks for a page of this address
  const link = element('a', { href: url(data), target: '_blank' }, [{ type: 'text', value: DATA[site.lang] ?? DATA.en }]);
  const caption = element('figcaption', {}, [{ type: 'text', value: `${title} · ` }, link]);
  return element('figure', { className: ['breachmap'] }, [shown, caption]);
}

// Writes what readers may see of the incident, and its picture. What is there of the same source need not be made again.
function make(source, said, site, fail) {
  if (!existsSync(source)) return fail(`${source} is not there`);
  const lens = Object.entries(said).flatMap(([key, value]) => (KEYS[key] ? [KEYS[key], value] : []));
  const language = site.lang ? ['--lang', site.lang] : [];
  const hash = createHash('sha256').update(readFileSync(source));
  hash.update(JSON.stringify([version, lens, language, site.marking]));
  const stem = join(site.folder, `${basename(source, ENDING)}-${hash.digest('hex').slice(0, 12)}`);
  const made = { data: `${stem}.json`, picture: `${stem}.svg` };
  if (existsSync(made.picture)) return made;
  mkdirSync(dirname(stem), { recursive: true });
  for (const words of [
    ['convert', source, '--to', 'native', '--marking', site.marking, '--force', '-o', made.data],
    ['render', made.data, ...lens, '--force', '-o', made.picture],
  ]) {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...words, ...language], { encoding: 'utf8' });
    if (status !== 0) return fail(stderr.trim());
  }
  return made;
}

// What an SVG says of itself, in words.
function inside(svg, tag) {
  const [, words = ''] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(svg) ?? [];
  const signs = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return words.replace(/&(\w+);/g, (all, name) => signs[name] ?? all);
}

// A node that becomes this element of HTML, in Markdown and in MDX.
function element(name, properties, children = []) {
  return { type: 'breachmap', data: { hName: name, hProperties: properties }, children };
}
