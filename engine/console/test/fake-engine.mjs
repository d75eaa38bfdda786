// A stand-in for the engine that speaks docs/http-api.md, for developing and testing the page without one.
//   node test/fake-engine.mjs [--port 8099] [--cameras 4] [--events-per-minute 12] [--token T] [--prefix /gate/] [--clip FILE]...
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseYaml } from '@redocly/openapi-core';
import { WebSocketServer } from 'ws';
import { FakeAlarms } from './fake-alarms.mjs';
import { FakeLanes } from './fake-lanes.mjs';
import { FakeRecording } from './fake-playback.mjs';
import { FakeSound } from './fake-sound.mjs';
import { clip, still, testPattern } from './fmp4-source.mjs';

const contract = fileURLToPath(new URL('../../server/src/main/resources/org/gatehouse/server/http/openapi.yaml', import.meta.url));
const built = join(dirname(fileURLToPath(import.meta.url)), '../target/classes/console');

export const CSP =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; media-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

/** RFC 9562 version 7: the first 48 bits are the moment. */
function uuid7(ms) {
  const hex = Buffer.concat([Buffer.from(ms.toString(16).padStart(12, '0'), 'hex'), randomBytes(10)]);
  hex[6] = (hex[6] & 0x0f) | 0x70;
  hex[8] = (hex[8] & 0x3f) | 0x80;
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

class FakeCamera {
  constructor(config, video) {
    Object.assign(this, config);
    this.video = video;
    this.state = 'streaming';
    this.since = Date.now();
    this.detail = null;
    this.epochMs = Date.now() - 3000;
    this.sent = this.#due();
    this.viewers = new Set();
    this.listeners = new Set();
    this.soundSentMs = Date.now();
    this.recorded = new FakeRecording(this);
  }

  #due() {
    return Math.floor(((Date.now() - this.epochMs) / 1000) * this.video.framesPerSecond);
  }

  json() {
    const { video } = this;
    return {
      id: this.id,
      name: this.name,
      analytics: this.analytics,
      recording: this.recording,
      state: this.state,
      since: new Date(this.since).toISOString(),
      detail: this.detail,
      codec: video.codec,
      width: video.width,
      height: video.height,
      framesPerSecond: video.framesPerSecond,
      bitsPerSecond: Math.round((video.file.length * 8 * video.framesPerSecond) / video.frames.length),
      reconnects: 0,
      sub: this.sub ?? false,
      ptz: this.ptz ?? false,
      sound: this.sound?.format.codec ?? this.heard ?? null,
      mask: this.mask ?? null,
      pixelsPerMetre: this.pixelsPerMetre ?? null,
      clockDifferenceSeconds: this.clockDifferenceSeconds ?? null,
    };
  }

  /** Serves a viewer; a smaller stream may have to be opened first (`openingMs`), with a still of the large one meanwhile. */
  join(socket, small, sound) {
    const opening = small ? (this.openingMs ?? 0) : 0;
    if (opening > 0) {
      socket.send(JSON.stringify({ kind: 'still' }));
      this.#begin(socket, 'main');
      this.#send(socket, this.#latestKey());
    }
    setTimeout(() => {
      this.#begin(socket, small ? 'sub' : 'main');
      if (this.state === 'streaming') for (let n = this.#latestKey(); n < this.sent; n++) this.#send(socket, n);
      this.viewers.add(socket);
      if (sound) this.#listen(socket);
    }, opening);
    socket.on('close', () => {
      this.viewers.delete(socket);
      this.listeners.delete(socket);
    });
  }

  #listen(socket) {
    if (this.sound) socket.send(JSON.stringify({ kind: 'sound', ...this.sound.format, silence: null }));
    this.listeners.add(socket);
  }

  /** Its stream goes on with other contents, such as with sound in its fragments or without. */
  change(video) {
    this.video = video;
    for (const socket of this.viewers) {
      this.#begin(socket, 'main');
      for (let n = this.#latestKey(); n < this.sent; n++) this.#send(socket, n);
    }
  }

  #begin(socket, stream) {
    const { codec, width, height, initialisation } = this.video;
    socket.send(JSON.stringify({ kind: 'init', mime: `video/mp4; codecs="${codec}"`, width, height, stream }));
    socket.send(message(Date.now(), 0, 2, initialisation));
  }

  #latestKey() {
    let at = this.sent;
    while (at > 0 && !this.video.frame(at).key) at--;
    return at;
  }

  pump() {
    if (this.state !== 'streaming') return;
    for (const due = this.#due(); this.sent < due; this.sent++) {
      for (const viewer of this.viewers) this.#send(viewer, this.sent);
    }
    this.#pumpSound();
  }

  #pumpSound() {
    const now = Date.now();
    for (const { wallMs, bytes } of this.sound?.between(this.soundSentMs, now) ?? []) {
      for (const socket of this.listeners) socket.send(message(wallMs, 0, 8, bytes));
    }
    this.soundSentMs = now;
  }

  resume() {
    // Frames that the camera did not send are not made up for; viewers begin at the next key frame.
    this.sent = this.#due();
    while (!this.video.frame(this.sent).key) this.sent++;
  }

  /** Sends bytes that are no video: a player has to notice and begin anew. */
  garble() {
    for (const viewer of this.viewers) viewer.send(message(Date.now(), this.sent, 1, Buffer.from('0000000c6d6f6f66ffffffff0000000900000000', 'hex')));
  }

  #send(socket, n) {
    const { bytes, key } = this.video.frame(n);
    const wall = this.epochMs + (n * 1000) / this.video.framesPerSecond;
    socket.send(message(wall, n, key ? 1 : 0, bytes));
  }
}

function message(wallMs, sequence, flags, payload) {
  const head = Buffer.alloc(16);
  head.writeBigInt64BE(BigInt(Math.round(wallMs * 1000)), 0);
  head.writeUInt32BE(sequence >>> 0, 8);
  head[12] = flags;
  return Buffer.concat([head, payload]);
}

/** Starts the stand-in. `port` 0 picks a free one; `url` in the answer ends with a slash. */
export async function startFakeEngine({
  port = 0,
  prefix = '/',
  token = null,
  /** Passwords by user; null for an engine without users. */
  users = null,
  /** What the button for a login provider says, which lets the first user in, but for the purpose "none"; null without one. */
  provider = null,
  cameras: wanted = 4,
  clips = [],
  pictures = {},
  timeZone = 'Asia/Shanghai',
} = {}) {
  const manifest = JSON.parse(readFileSync(join(built, 'manifest.json'), 'utf8'));
  const assets = new Map(manifest.files.map(({ path, type }) => [path, type]));
  const videos = clips.length > 0 ? clips.map((path) => clip(path)) : [0, 90, 180].map(testPattern);
  const names = ['North gate, lane in', 'North gate, lane out', 'Pedestrian gate', 'Street'];
  const ids = ['gate-in', 'gate-out', 'walk-in', 'street'];
  const cameras = Array.from(
    { length: wanted },
    (_, i) =>
      new FakeCamera(
        {
          id: ids[i] ?? `cam-${i + 1}`,
          name: names[i] ?? `Camera ${i + 1}`,
          analytics: i === 2 ? 'person' : i === 3 ? 'none' : 'vehicle',
          recording: true,
          sub: i < 3,
          ptz: i === 3,
          mask: i === 3 ? 'unmasked' : null,
          pixelsPerMetre: i === 0 ? 280 : null,
        },
        videos[i % videos.length],
      ),
  );
  const images = {
    scene: pictures.scene ?? [still({})],
    crop: pictures.crop ?? [still({ filter: 'crop=240:80:40:60' })],
    face: pictures.face ?? [still({ filter: 'crop=240:240:400:200' })],
  };
  const events = [];
  const shots = new Map();
  const feed = new Set();
  const orders = [];
  const asked = [];
  let muted = false;

  const tell = (what) => {
    if (!muted) for (const socket of feed) socket.send(JSON.stringify(what));
  };

  const lanes = new FakeLanes([
    ['north', 'gate-in'],
    ['south', 'gate-out'],
  ]);
  const alarms = new FakeAlarms((alarm) => tell({ kind: 'alarm', alarm }));

  function emit(type, camera, data, pictureNames, pick = {}) {
    const now = Date.now();
    const id = uuid7(now);
    const snapshots = pictureNames.map((name) => {
      const pool = name === 'crop' && type.includes('face') ? images.face : images[name];
      const bytes = pick[name] ?? pool[events.length % pool.length];
      shots.set(`${id}/${name}`, bytes);
      return { name, url: `api/v1/events/${id}/snapshots/${name}.jpg`, sha256: '0'.repeat(64), bytes: bytes.length };
    });
    const event = { sequence: events.length + 1, id, type, site: 'north-gate', camera, time: new Date(now - 400).toISOString(), data, snapshots };
    events.push(event);
    tell({ kind: 'event', event });
    return event;
  }

  function emitPassage({ text = '川A113YP', kind = text.length === 8 ? 'new-energy' : 'standard', region = 'CN', camera = 'gate-in', direction = 'approaching', confidence = 0.97, crop, scene, passageId = crypto.randomUUID(), decided = false } = {}) {
    const at = (ms) => new Date(Date.now() - ms).toISOString();
    const characters = [...text].map((character, i) => {
      const share = i === 3 ? Math.min(confidence, 0.78) : Math.min(1, confidence + 0.02);
      return { text: character, confidence: share, alternatives: i === 3 ? [{ text: '8', confidence: 0.15 }, { text: 'B', confidence: 0.07 }] : [] };
    });
    const plate = { text, confidence, region, kind, frames: 41, box: { x: 0.42, y: 0.55, width: 0.12, height: 0.07 }, characters };
    const data = { passageId, startedAt: at(4200), decidedAt: at(2900), ...(decided ? {} : { endedAt: at(400) }), direction, plate };
    return emit(`org.gatehouse.passage.${decided ? 'decided' : 'finalized'}.v1`, camera, data, ['crop', 'scene'], { ...(crop && { crop }), ...(scene && { scene }) });
  }

  function emitFace({ camera = 'walk-in' } = {}) {
    const at = (ms) => new Date(Date.now() - ms).toISOString();
    return emit('org.gatehouse.face.snapshot.v1', camera, { startedAt: at(3000), capturedAt: at(1500), endedAt: at(300) }, ['crop']);
  }

  function setCamera(id, state, detail = null) {
    const camera = cameras.find((known) => known.id === id);
    if (state === 'streaming' && camera.state !== 'streaming') camera.resume();
    Object.assign(camera, { state, detail, since: Date.now() });
    tell({ kind: 'camera', camera: camera.json() });
    for (const viewer of camera.viewers) viewer.send(JSON.stringify({ kind: 'state', state, since: new Date(camera.since).toISOString() }));
    if (state === 'failed' || state === 'waiting') {
      emit('org.gatehouse.camera.state.v1', id, { state: 'down', reason: detail ?? state }, []);
    } else if (state === 'streaming') emit('org.gatehouse.camera.state.v1', id, { state: 'up', reason: 'streaming again' }, []);
  }

  const problem = (response, status, title) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ type: 'about:blank', title, status, detail: title }));
  };
  const json = (response, value) => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(value));
  };
  let firstAdmin = users === null && token === null;
  const userOf = (request) => /(?:^|; *)gatehouse=user-([a-z:]+)/.exec(request.headers.cookie ?? '')?.[1];
  const allowed = (request) =>
    (users !== null && userOf(request) in users) ||
    (token === null && users === null) || (request.headers.cookie ?? '').split(/; */).includes(`gatehouse=${token}`) || request.headers.authorization === `Bearer ${token}`;

  function page(query) {
    const limit = Number(query.get('limit') ?? 50);
    if (query.has('after')) {
      const found = events.filter((event) => event.sequence > Number(query.get('after')));
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1).sequence : null };
    }
    const before = Number(query.get('before') ?? Infinity);
    const found = events.filter((event) => event.sequence < before).reverse();
    const items = found.slice(0, limit);
    return { items, next: found.length > limit ? items.at(-1).sequence : null };
  }

  function servePlayback(response, id, what, query) {
    const recorded = cameras.find((camera) => camera.id === id)?.recorded;
    if (!recorded) return problem(response, 404, `There is no camera ${id}`);
    if (what === 'days') return json(response, { days: recorded.days() });
    return json(response, recorded.timeline(Date.parse(query.get('from')), Date.parse(query.get('to')), events));
  }

  const zones = new Map();
  function serveZones(request, response, id) {
    const none = { camera: id, version: 0, zone: null, line: null, inSide: null, maskAreas: [], fixed: id === 'street' ? { maskAreas: 'site.yaml' } : {} };
    const held = zones.get(id) ?? none;
    const answer = (value) => {
      response.setHeader('etag', `"${value.version}"`);
      json(response, value);
    };
    if (request.method !== 'PUT') return answer(held);
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      if (request.headers['if-match'] !== `"${held.version}"`) return problem(response, 412, 'Changed meanwhile');
      zones.set(id, { ...held, ...JSON.parse(body), version: held.version + 1 });
      return answer(zones.get(id));
    });
    return undefined;
  }

  const corrections = new Map();
  const reads = (plate) =>
    events
      .filter((event) => event.data.plate?.text === plate && events.findLast((other) => other.data.passageId === event.data.passageId) === event)
      .map((event) => ({ sequence: event.sequence, event: event.id, passageId: event.data.passageId, camera: event.camera, time: event.time, plate, correction: corrections.get(event.id) ?? null }));
  function correct(request, response, id) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const { plate } = JSON.parse(body);
      if (/[*?]/.test(plate)) return problem(response, 400, `'plate' must be a whole plate, not '${plate}'`);
      const event = events.find((each) => each.id === id);
      if (!reads(event?.data.plate?.text).some((read) => read.event === id)) return problem(response, 404, `no plate was read by event ${id}`);
      corrections.set(id, { plate, by: userOf(request) ?? 'this machine', at: new Date().toISOString() });
      return json(response, reads(event.data.plate.text).find((read) => read.event === id));
    });
    return undefined;
  }
  const deliveries = [
    { destination: 'backend', state: 'delivered', attempts: 1, next: null, reason: null },
    { destination: 'insurer', state: 'parked', attempts: 3, next: null, reason: '410 Gone' },
    { destination: 'archive', state: 'pending', attempts: 1, next: new Date(Date.now() + 60_000).toISOString(), reason: '503' },
    { destination: 'gate-lamp', state: 'not-owed', attempts: null, next: null, reason: null },
  ];

  function serveAlarms(request, response, path) {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      const order = body === '' ? {} : JSON.parse(body);
      const by = userOf(request) ?? 'this machine';
      const [number, action] = path.split('/');
      try {
        return json(response, number === 'acknowledge' ? alarms.acknowledgeAll(order.numbers, by) : alarms.order(Number(number), action, order, by));
      } catch (refusal) {
        return problem(response, refusal.status ?? 500, refusal.message);
      }
    });
    return undefined;
  }

  function serveLanes(request, response, path) {
    if (path === '') return json(response, { items: lanes.lanes });
    const [name, commands] = path.slice(1).split('/');
    if (!lanes.find(decodeURIComponent(name))) return problem(response, 404, `there is no lane ${name}`);
    if (commands === undefined) return json(response, lanes.find(decodeURIComponent(name)));
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      try {
        return json(response, lanes.command(decodeURIComponent(name), JSON.parse(body)));
      } catch (refusal) {
        return problem(response, refusal.status ?? 500, refusal.message);
      }
    });
    return undefined;
  }

  const exports = new Map();
  function serveExports(request, response, path) {
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const id = `export-${exports.size + 1}`;
        exports.set(id, { order: JSON.parse(body), asked: 0 });
        response.writeHead(202, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ id, url: `api/v1/exports/${id}` }));
      });
      return undefined;
    }
    const id = path.slice('exports/'.length);
    const found = exports.get(id);
    if (!found) return problem(response, 404, 'There is no such export');
    if (request.method === 'DELETE') {
      exports.delete(id);
      response.writeHead(204);
      return response.end();
    }
    const progress = Math.min(1, found.asked++ / 2);
    const files = found.order.cameras.map((camera) => ({ name: `${camera}.mp4`, url: `api/v1/exports/x/${camera}.mp4`, sha256: '0'.repeat(64), bytes: 1 }));
    return json(response, { id: path, state: progress < 1 ? 'running' : 'done', progress, remainingSeconds: progress > 0 && progress < 1 ? 90 : null, detail: null, files, manifest: 'api/v1/exports/x/manifest.json' });
  }

  function serveApi(request, response, path, query) {
    if (path === 'login' && request.method === 'GET') {
      const ways = [...(users === null ? [] : ['password']), ...(token === null ? [] : ['token'])];
      return json(response, { ways: provider === null ? ways : [...ways, 'oidc'], firstAdmin, ...(provider !== null && { button: provider }) });
    }
    if (path === 'login/oidc') {
      const [user] = Object.keys(users);
      const entered = query.get('purpose') !== 'none';
      const location = entered ? query.get('return') : `${prefix}#login-failed=no-role`;
      const cookie = entered ? { 'set-cookie': `gatehouse=user-${user}; HttpOnly; SameSite=Strict; Path=${prefix}` } : {};
      return response.writeHead(303, { location, ...cookie }).end();
    }
    if (path === 'login' || path === 'first-admin') {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        const order = JSON.parse(body);
        const enter = (value) => response.writeHead(204, { 'set-cookie': `gatehouse=${value}; HttpOnly; SameSite=Strict; Path=${prefix}` }).end();
        if (path === 'first-admin') {
          if (order.code !== 'once' || !firstAdmin) return problem(response, 401, 'Wrong code');
          users = { [order.name]: order.password };
          firstAdmin = false;
          return enter(`user-${order.name}`);
        }
        if (order.name !== undefined) return users?.[order.name] === order.password ? enter(`user-${order.name}`) : problem(response, 401, 'Wrong password');
        return order.token === token ? enter(token) : problem(response, 401, 'Wrong token');
      });
      return undefined;
    }
    if (path === 'openapi.json') return json(response, parseYaml(readFileSync(contract, 'utf8')));
    if (!allowed(request)) return problem(response, 401, 'Access token needed');
    if (path === 'session' && request.method === 'DELETE') {
      return response.writeHead(204, { 'set-cookie': `gatehouse=; HttpOnly; Max-Age=0; Path=${prefix}` }).end();
    }
    if (path === 'session') {
      const user = users === null ? null : (userOf(request) ?? null);
      const kind = user !== null ? 'user' : token === null ? 'local' : 'site-token';
      return json(response, { user, kind, role: 'admin', rights: [], site: 'north-gate', purpose: user === null ? null : 'duty' });
    }
    if (path === 'site') return json(response, { site: 'north-gate', version: '0.1.0', serverTime: new Date().toISOString(), timeZone });
    if (path === 'cameras') return json(response, { items: cameras.map((camera) => camera.json()) });
    if (path === 'alarms') return json(response, { open: alarms.open, cleared: [], counts: {} });
    if (/^lanes(\/|$)/.test(path)) return serveLanes(request, response, path.slice('lanes'.length));
    if (path.startsWith('alarms/')) return serveAlarms(request, response, path.slice('alarms/'.length));
    if (path === 'events') return json(response, page(query));
    if (path === 'reads') return json(response, { items: reads(query.get('plate')), next: null });
    const corrected = /^reads\/([^/]+)\/correction$/.exec(path);
    if (corrected) return correct(request, response, corrected[1]);
    if (/^events\/[^/]+\/deliveries$/.test(path)) return json(response, { items: deliveries });
    const still1 = /^cameras\/([^/]+)\/snapshot\.jpg$/.exec(path);
    if (still1) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'no-store', 'x-frame-time': new Date(Date.now() - 300).toISOString() });
      return response.end(images.scene[0]);
    }
    const drawn = /^cameras\/([^/]+)\/zones$/.exec(path);
    if (drawn) return serveZones(request, response, drawn[1]);
    const turned = /^cameras\/([^/]+)\/ptz(\/presets)?$/.exec(path);
    if (turned && turned[2]) return json(response, { items: [{ token: '1', name: 'Gate' }, { token: '2', name: 'Car park' }] });
    if (turned) {
      let body = '';
      request.on('data', (part) => (body += part));
      request.on('end', () => {
        orders.push([turned[1], JSON.parse(body)]);
        response.writeHead(204).end();
      });
      return undefined;
    }
    const played = /^playback\/([^/]+)\/(days|timeline)$/.exec(path);
    if (played) return servePlayback(response, decodeURIComponent(played[1]), played[2], query);
    if (path.startsWith('exports')) return serveExports(request, response, path);
    if (path === 'status') {
      return json(response, {
        analytics: { up: true, detail: '2 lanes, worker 4711' },
        destinations: [{ name: 'backend', pending: 0, parked: 0, delivered: events.length, oldestPending: null }],
      });
    }
    const shot = /^events\/([^/]+)\/snapshots\/([a-z]+)\.jpg$/.exec(path);
    if (shot && shots.has(`${shot[1]}/${shot[2]}`)) {
      response.writeHead(200, { 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=3600' });
      return response.end(shots.get(`${shot[1]}/${shot[2]}`));
    }
    const single = /^events\/([^/]+)$/.exec(path);
    const event = single && events.find((known) => known.id === single[1]);
    return event ? json(response, event) : problem(response, 404, 'Not found');
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (!url.pathname.startsWith(prefix)) return problem(response, 404, 'Not found');
    const path = url.pathname.slice(prefix.length);
    if (path.startsWith('api/v1/')) return serveApi(request, response, path.slice(7), url.searchParams);
    const asset = path === '' ? 'index.html' : path;
    if (!assets.has(asset)) return problem(response, 404, 'Not found');
    response.writeHead(200, { 'content-type': assets.get(asset), 'content-security-policy': CSP, 'x-content-type-options': 'nosniff' });
    return response.end(readFileSync(join(built, asset)));
  });

  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const { pathname: path, searchParams } = new URL(request.url, 'http://localhost');
    asked.push(request.url);
    const live = /api\/v1\/live\/([^/]+)$/.exec(path);
    const camera = live && cameras.find((known) => known.id === decodeURIComponent(live[1]));
    const played = /api\/v1\/playback\/([^/]+)$/.exec(path);
    const recorded = played && cameras.find((known) => known.id === decodeURIComponent(played[1]))?.recorded;
    if (!allowed(request) || !(camera || recorded || path === `${prefix}api/v1/feed`)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (accepted) => {
      if (camera) return camera.join(accepted, searchParams.get('stream') === 'sub', searchParams.get('sound') === '1');
      if (recorded) return recorded.serve(accepted, Date.parse(searchParams.get('base')), message);
      feed.add(accepted);
      accepted.on('close', () => feed.delete(accepted));
      if (!muted) accepted.send(JSON.stringify({ kind: 'hello', sequence: events.length, serverTime: new Date().toISOString() }));
      return undefined;
    });
  });

  const pump = setInterval(() => cameras.forEach((camera) => camera.pump()), 20);
  const ping = setInterval(() => tell({ kind: 'ping', serverTime: new Date().toISOString() }), 5000);
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    emitPassage,
    emitFace,
    emit,
    setCamera,
    alarms,
    lanes,
    /** Addresses of all sockets that were opened. */
    asked: () => asked,
    /** What was asked of cameras that turn: `[camera, order]`. */
    orders,
    /** Video that browsers cannot play comes from this camera from now on. */
    setCodec(id, codec) {
      const camera = cameras.find((known) => known.id === id);
      camera.video = { ...camera.video, codec };
      tell({ kind: 'camera', camera: camera.json() });
      for (const viewer of camera.viewers) viewer.close();
    },
    /** Its clock is so far from the engine's. */
    setClock(id, seconds) {
      const camera = cameras.find((known) => known.id === id);
      camera.clockDifferenceSeconds = seconds;
      tell({ kind: 'camera', camera: camera.json() });
    },
    /** Its smaller stream takes so long to open from now on. */
    slowToOpen(id, ms) {
      cameras.find((camera) => camera.id === id).openingMs = ms;
    },
    /** A camera that sends G.711 from now on. */
    setG711(id, law) {
      const camera = cameras.find((known) => known.id === id);
      camera.sound = new FakeSound(law);
      tell({ kind: 'camera', camera: camera.json() });
    },
    /** AAC begins in a camera's stream, or ends. */
    setAac(id, on) {
      const camera = cameras.find((known) => known.id === id);
      camera.heard = 'mp4a.40.2';
      tell({ kind: 'camera', camera: camera.json() });
      camera.change(testPattern(0, { sound: on }));
    },
    gapOf: (id) => cameras.find((camera) => camera.id === id).recorded.gaps[0],
    /** What was saved of a camera's zones. */
    zones: (id) => zones.get(id),
    /** Somebody else saves another state. */
    saveZones: (id) => zones.set(id, { ...(zones.get(id) ?? { camera: id, version: 0, zone: null, line: null, inSide: null, maskAreas: [], fixed: {} }), version: (zones.get(id)?.version ?? 0) + 1 }),
    exports: () => [...exports.values()].map(({ order }) => order),
    garble: (id) => cameras.find((camera) => camera.id === id).garble(),
    /** Nothing is said on the feed while muted: the link looks lost. */
    mute(on) {
      muted = on;
      // Who came meanwhile was not greeted.
      if (!on) for (const socket of feed) socket.terminate();
    },
    cutFeed: () => feed.forEach((socket) => socket.terminate()),
    async close() {
      clearInterval(pump);
      clearInterval(ping);
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8099' },
      cameras: { type: 'string', default: '4' },
      'events-per-minute': { type: 'string', default: '12' },
      token: { type: 'string' },
      prefix: { type: 'string', default: '/' },
      clip: { type: 'string', multiple: true, default: [] },
    },
  });
  const engine = await startFakeEngine({
    port: Number(values.port),
    cameras: Number(values.cameras),
    token: values.token ?? null,
    prefix: values.prefix,
    clips: values.clip,
  });
  const plates = ['川A113YP', '粤B58C21', '京AD12345', '沪C21F13', '浙GZB388'];
  let count = 0;
  setInterval(() => {
    count++;
    if (count % 4 === 0) engine.emitFace();
    else engine.emitPassage({ text: plates[count % plates.length], camera: count % 2 ? 'gate-in' : 'gate-out', direction: count % 2 ? 'approaching' : 'leaving' });
  }, 60_000 / Number(values['events-per-minute']));
  console.log(engine.url);
}
