import type { Contract } from '../contract/contract';
import type { Timeline } from '../playback/timeline';
import type { Alarm, Camera, EventDelivery, EventPage, ExportOrder, ExportState, GateLane, GateOrder, GateReply, LoginOrder, LoginWays, PassageEvent, PictureFinding, Preset, PtzOrder, Read, Session, Site, SiteEvent, Status, Zones } from './types';

/** The token is missing, wrong or has run out: the page asks for it. */
export class Unauthorized extends Error {}

/** The engine answered with a problem (RFC 9457), or not at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The page's own address decides where the interface is, so a path prefix needs no setting. */
export function apiUrl(path: string): string {
  return new URL(`api/v1/${path}`, document.baseURI).href;
}

export function socketUrl(path: string): string {
  return apiUrl(path).replace(/^http/, 'ws');
}

/** A picture of now; the number keeps the browser from showing one that it has. */
export function snapshotUrl(camera: string, count: number): string {
  return apiUrl(`cameras/${encodeURIComponent(camera)}/snapshot.jpg?width=960&n=${count}`);
}

/** A `url` field of the interface is relative to the page. */
export function pageUrl(path: string): string {
  return new URL(path, document.baseURI).href;
}

/** Where the login at a provider begins; the provider sends back to the page as it is now. */
export function providerUrl(purpose: string): string {
  const query = new URLSearchParams({ return: location.pathname + location.search, purpose });
  return `${apiUrl('login/oidc')}?${query}`;
}

async function problemText(response: Response): Promise<string> {
  try {
    const problem = (await response.json()) as { detail?: string; title?: string };
    return problem.detail ?? problem.title ?? response.statusText;
  } catch {
    return response.statusText;
  }
}

async function request(path: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path), { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (cause) {
    throw new ApiError(0, String(cause));
  }
  if (response.status === 401) throw new Unauthorized();
  if (!response.ok) throw new ApiError(response.status, await problemText(response));
  return response;
}

async function get<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await request(path, init)).json()) as T;
}

function post(path: string, body: object, init?: RequestInit): Promise<Response> {
  return request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...init });
}

/** How it is now is asked for every few seconds: a slower answer is none. */
const STATUS_MS = 5000;

/** A gate is shown as it is now, or not at all: an answer that takes longer counts as none. */
const LANES_MS = 3000;
/** What was pressed may take longer to be written down; whether it was done stays unknown after that. */
const LANE_COMMAND_MS = 10_000;

/** What a person does about an alarm; the answer is the alarm as it stands then. */
async function onAlarm(number: number, action: string, body?: object, method = 'POST'): Promise<Alarm> {
  const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return (await (await request(`alarms/${number}/${action}`, init)).json()) as Alarm;
}

/** Reads are sought by time; the one of an event is not further from it. */
const READ_AROUND_MS = 1000;

function zonesPath(camera: string): string {
  return `cameras/${encodeURIComponent(camera)}/zones`;
}

async function heldZones(response: Response): Promise<{ readonly zones: Zones; readonly tag: string }> {
  // A server that compresses may mark the tag as weak.
  const tag = (response.headers.get('etag') ?? '').replace(/^W\//, '');
  return { zones: (await response.json()) as Zones, tag };
}

export const api = {
  contract: () => get<Contract>('openapi.json'),
  site: () => get<Site>('site'),
  cameras: async () => (await get<{ items: readonly Camera[] }>('cameras')).items,
  status: () => get<Status>('status', { signal: AbortSignal.timeout(STATUS_MS) }),
  newest: (limit: number) => get<EventPage>(`events?limit=${limit}`),
  after: (sequence: number, limit: number) => get<EventPage>(`events?limit=${limit}&after=${sequence}`),
  event: (id: string) => get<SiteEvent>(`events/${encodeURIComponent(id)}`),
  /** The read of an event's passage, whichever event of it has that now; null when there is none. */
  readOf: async ({ id, camera, time, data: { passageId, plate } }: PassageEvent): Promise<Read | null> => {
    const from = new Date(Date.parse(time) - READ_AROUND_MS).toISOString();
    const to = new Date(Date.parse(time) + READ_AROUND_MS).toISOString();
    const query = new URLSearchParams({ plate: plate.text, camera, from, to });
    return (await get<{ items: readonly Read[] }>(`reads?${query}`)).items.find((read) => read.event === id || (read.passageId !== '' && read.passageId === passageId)) ?? null;
  },
  correctRead: async (event: string, plate: string) =>
    (await (
      await request(`reads/${encodeURIComponent(event)}/correction`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ plate }) })
    ).json()) as Read,
  eventDeliveries: async (event: string) => (await get<{ items: readonly EventDelivery[] }>(`events/${encodeURIComponent(event)}/deliveries`)).items,
  days: async (camera: string) => (await get<{ days: readonly string[] }>(`playback/${encodeURIComponent(camera)}/days`)).days,
  timeline: (camera: string, fromMs: number, toMs: number, buckets: number) =>
    get<Timeline>(
      `playback/${encodeURIComponent(camera)}/timeline?from=${new Date(fromMs).toISOString()}&to=${new Date(toMs).toISOString()}&buckets=${buckets}`,
    ),
  presets: async (camera: string) => (await get<{ items: readonly Preset[] }>(`cameras/${encodeURIComponent(camera)}/ptz/presets`)).items,
  ptz: async (camera: string, order: PtzOrder): Promise<void> => {
    await post(`cameras/${encodeURIComponent(camera)}/ptz`, order);
  },
  zones: async (camera: string) => heldZones(await request(zonesPath(camera))),
  /** `tag` is that of the state which was drawn on. */
  saveZones: async (camera: string, { zone, line, inSide, maskAreas }: Zones, tag: string) =>
    heldZones(
      await request(zonesPath(camera), {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': tag },
        body: JSON.stringify({ zone, line, inSide, maskAreas }),
      }),
    ),
  pictureFindings: async () => (await get<{ items: readonly PictureFinding[] }>('picture-health')).items,
  acceptPicture: async (camera: string): Promise<void> => {
    await request(`cameras/${encodeURIComponent(camera)}/picture-health/accept`, { method: 'POST' });
  },
  lanes: async () => (await get<{ items: readonly GateLane[] }>('lanes', { signal: AbortSignal.timeout(LANES_MS) })).items,
  commandLane: async (lane: string, order: GateOrder) =>
    (await (await post(`lanes/${encodeURIComponent(lane)}/commands`, order, { signal: AbortSignal.timeout(LANE_COMMAND_MS) })).json()) as GateReply,
  alarms: async () => (await get<{ open: readonly Alarm[] }>('alarms')).open,
  acknowledge: (number: number) => onAlarm(number, 'acknowledge', {}),
  acknowledgeAll: async (numbers: readonly number[]): Promise<void> => {
    await post('alarms/acknowledge', { numbers });
  },
  shelve: (number: number, reason: string, minutes: number) => onAlarm(number, 'shelve', { reason, minutes }),
  unshelve: (number: number) => onAlarm(number, 'unshelve'),
  takeOutOfService: (number: number, reason: string) => onAlarm(number, 'out-of-service', { reason }),
  putInService: (number: number) => onAlarm(number, 'in-service'),
  commentAlarm: (number: number, text: string) => onAlarm(number, 'comments', { text }),
  assignAlarm: (number: number, to: string | null) => onAlarm(number, 'assignee', { to }, 'PUT'),
  startExport: async (order: ExportOrder) => (await (await post('exports', order)).json()) as { readonly id: string; readonly url: string },
  export: (id: string) => get<ExportState>(`exports/${encodeURIComponent(id)}`),
  stopExport: async (id: string): Promise<void> => {
    await request(`exports/${encodeURIComponent(id)}`, { method: 'DELETE' });
  },
  loginWays: () => get<LoginWays>('login'),
  login: async (order: LoginOrder): Promise<void> => {
    await post('login', order);
  },
  firstAdmin: async (code: string, name: string, password: string): Promise<void> => {
    await post('first-admin', { code, name, password });
  },
  session: () => get<Session>('session'),
  logout: async (): Promise<void> => {
    await request('session', { method: 'DELETE' });
  },
};
