#!/usr/bin/env node
// The command `breachmap`: the same program as the native one, as WebAssembly, run by Node.js.
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const isWindows = process.platform === 'win32';

// A path as the program sees it: on Windows, C:\cases is /C:/cases.
const seen = (path) => (isWindows ? path.replaceAll('\\', '/').replace(/(^|=)([A-Za-z]:\/)/, '$1/$2') : path);

// What of the disk it may see: all that this user may.
function disks() {
  if (!isWindows) return { '/': '/' };
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((it) => existsSync(`${it}:\\`));
  return Object.fromEntries(letters.map((it) => [`/${it}:`, `${it}:\\`]));
}

// Where fonts lie, for PNG: WebAssembly cannot ask the system.
function fonts() {
  const home = homedir();
  const { LOCALAPPDATA = '', WINDIR = 'C:\\Windows', XDG_DATA_HOME = join(home, '.local/share') } = process.env;
  const folders = {
    win32: [join(WINDIR, 'Fonts'), join(LOCALAPPDATA, 'Microsoft\\Windows\\Fonts')],
    darwin: ['/System/Library/Fonts', '/Library/Fonts', join(home, 'Library/Fonts')],
  }[process.platform] ?? ['/usr/share/fonts', '/usr/local/share/fonts', join(home, '.fonts'), join(XDG_DATA_HOME, 'fonts')];
  return folders.filter((it) => existsSync(it)).map(seen).join('\n');
}

// Node.js warns whoever loads WASI that it is an experiment. All other warnings stay.
async function quietly(load) {
  const { emitWarning } = process;
  process.emitWarning = (warning, ...more) => {
    if (!String(warning).startsWith('WASI is an experimental feature')) emitWarning.call(process, warning, ...more);
  };
  try {
    return await load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

// The calls of the program to the system, each through JavaScript. Straight from WebAssembly, V8 takes a short way on which
// nothing may be collected, yet Node.js collects there, and crashes (https://github.com/nodejs/node/issues/46777).
function slowly({ wasi_snapshot_preview1: calls }) {
  const each = Object.entries(calls).map(([name, call]) => [name, (...values) => Reflect.apply(call, calls, values)]);
  return { wasi_snapshot_preview1: Object.fromEntries(each) };
}

const { WASI } = await quietly(() => import('node:wasi'));
const folder = fileURLToPath(new URL('.', import.meta.url));
const wasi = new WASI({
  version: 'preview1',
  // It looks for the one-file app and the site beside its own place.
  args: [seen(join(folder, 'breachmap')), ...process.argv.slice(2).map(seen)],
  env: { ...process.env, PWD: seen(process.cwd()), BREACHMAP_FONTS: fonts() },
  preopens: disks(),
  returnOnExit: true,
});
const program = new WebAssembly.Module(readFileSync(join(folder, 'breachmap.wasm')));
try {
  process.exitCode = wasi.start(new WebAssembly.Instance(program, slowly(wasi.getImportObject())));
} catch (error) {
  // The program has said why on standard error, unless it had no room left to do so.
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
  console.error(`breachmap stopped: ${error.message}`);
  process.exitCode = 101;
}
