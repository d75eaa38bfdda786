// Receives Gatehouse's webhooks and verifies their signatures by Standard Webhooks, with Node.js alone:
//   WEBHOOK_SECRET=whsec_… node receiver.ts [port]        (Node.js 22.18 or newer; compile it with tsc for an older one)
// Prints a line for each request.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that was signed longer ago, or later than now, may be somebody's recording. */
const TOLERANCE_SECONDS = 300;
const MOST_BYTES = 16 << 20;
/** Of so many events the ids are remembered; Gatehouse repeats only what is under way. */
const MOST_IDS = 10_000;

/** A key that is missing or short would let anybody sign. */
const LEAST_KEY_BYTES = 24;

const key = Buffer.from((process.env['WEBHOOK_SECRET'] ?? '').trim().replace(/^whsec_/, ''), 'base64');
if (key.length < LEAST_KEY_BYTES) {
  console.error(`WEBHOOK_SECRET must be the destination's secret: whsec_ and base64 of ${LEAST_KEY_BYTES} bytes at least`);
  process.exit(1);
}
const seen = new Set<string>();

function header(headers: IncomingHttpHeaders, name: string): string {
  return String(headers[name] ?? '');
}

/** Why a request is not to be trusted; null if it is. Nothing of it is looked at before that. */
function refusal(headers: IncomingHttpHeaders, body: Buffer): string | null {
  const id = header(headers, 'webhook-id');
  const signed = header(headers, 'webhook-timestamp');
  if (id === '' || !/^[0-9]{1,12}$/.test(signed)) return 'it is not signed';
  if (Math.abs(Date.now() / 1000 - Number(signed)) > TOLERANCE_SECONDS) return 'it was signed too long ago, or the clocks differ';
  const expected = createHmac('sha256', key).update(`${id}.${signed}.`).update(body).digest();
  const right = header(headers, 'webhook-signature')
    .split(' ')
    .filter((given) => given.startsWith('v1,'))
    .map((given) => Buffer.from(given.slice(3), 'base64'))
    // In the same time whatever differs, so that nobody can guess it piece by piece.
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  return right ? null : 'no signature is right';
}

/** An event that comes again has the same id: it is taken, and nothing is done twice. */
function isNew(id: string): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  for (const oldest of seen) {
    if (seen.size <= MOST_IDS) break;
    seen.delete(oldest);
  }
  return true;
}

/** Null for one that is too large: it is read all the same, so that the sender hears the answer. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= MOST_BYTES) parts.push(part);
    else parts.length = 0;
  }
  return bytes > MOST_BYTES ? null : Buffer.concat(parts);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await bodyOf(request);
  const why = body === null ? 'it is too large' : refusal(request.headers, body);
  if (why === null && body !== null) {
    const id = header(request.headers, 'webhook-id');
    // In binary mode the type is a header, else a field of the body.
    const type = request.headers['ce-type'] ?? (JSON.parse(body.toString('utf8')) as { type?: string }).type;
    console.log(isNew(id) ? 'event' : 'again', id, type);
  } else {
    console.log('refused', why);
  }
  response.writeHead(why === null ? 204 : 401).end();
}

const server = createServer((request, response) => {
  answer(request, response).catch((e: unknown) => {
    // Mostly the sender hung up. Without an answer it sends the event again.
    console.log('refused', String(e));
    response.destroy();
  });
});

server.listen(Number(process.argv[2] ?? 8090), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
