// Acknowledges the alarms of a camera, by types that are generated from the engine's contract:
//   node client.ts http://127.0.0.1:8080/ gate-3 [token]
import createClient from 'openapi-fetch';
import type { paths } from './gatehouse.js';

const [address = 'http://127.0.0.1:8080/', camera = '', token] = process.argv.slice(2);
const api = createClient<paths>({
  baseUrl: `${address}api/v1`,
  headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
});

const site = await api.GET('/site');
if (site.error !== undefined) throw new Error(site.error.detail);
console.log(`site ${site.data.site}`);

const listed = await api.GET('/alarms', { params: { query: { camera, state: 'unacknowledged' } } });
for (const { number, kind } of listed.data?.open ?? []) {
  const seen = await api.POST('/alarms/{alarm}/acknowledge', { params: { path: { alarm: number } }, body: { comment: 'seen by a program' } });
  console.log(seen.error === undefined ? `acknowledged ${kind}, now ${seen.data.state}` : `refused: ${seen.error.detail}`);
}

const missing = await api.GET('/alarms/{alarm}', { params: { path: { alarm: 999_999_999 } } });
console.log(`${missing.error?.status}: ${missing.error?.detail}`);
