// Called by Maven. Installs packages only when the lock file changed and builds only when a source changed,
// so that a Maven build that touches nothing here costs a fraction of a second.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(home);

const sources = ['index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'scripts', 'public', 'src'];
const installStamp = 'node_modules/.gatehouse-lock';
const buildStamp = 'target/console-build.stamp';
const product = 'target/classes/console/manifest.json';

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

const stampOf = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

function run(step, command, args) {
  const result = spawnSync(command, args, { stdio: 'inherit' });
  if (result.error?.code === 'ENOENT') {
    console.error(`${command} is not installed: the page needs Node.js 20.19 or newer with npm (Debian: apt install nodejs npm)`);
    process.exit(1);
  }
  if (result.status !== 0) {
    console.error(`console: ${step} failed`);
    process.exit(result.status ?? 1);
  }
}

const lock = hashOf(['package.json', 'package-lock.json', '.npmrc']);
if (stampOf(installStamp) !== lock) {
  run('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(installStamp, lock);
}

const wanted = hashOf(sources.flatMap(filesBelow));
if (stampOf(buildStamp) !== wanted || !existsSync(product)) {
  run('build', 'npm', ['run', '--silent', 'build']);
  mkdirSync(dirname(buildStamp), { recursive: true });
  writeFileSync(buildStamp, wanted);
}
