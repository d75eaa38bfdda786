// Lists the built files with their content types: the server serves these and nothing else.
import { readdir, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

const root = 'target/classes/console';
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const entries = await readdir(root, { recursive: true, withFileTypes: true });
const files = entries
  .filter((entry) => entry.isFile() && entry.name !== 'manifest.json')
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
  .sort()
  .map((path) => {
    const type = types[extname(path)];
    if (!type) throw new Error(`No content type is known for ${path}: add it to write-manifest.mjs`);
    return { path, type };
  });
await writeFile(join(root, 'manifest.json'), JSON.stringify({ files }, null, 1) + '\n');
