import type { Camera, EventPage, Recording, Site, SiteEvent, Status } from './types';

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

/** A `url` field of the interface is relative to the page. */
export function pageUrl(path: string): string {
  return new URL(path, document.baseURI).href;
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

async function get<T>(path: string): Promise<T> {
  return (await (await request(path)).json()) as T;
}

export const api = {
  site: () => get<Site>('site'),
  cameras: async () => (await get<{ items: readonly Camera[] }>('cameras')).items,
  status: () => get<Status>('status'),
  newest: (limit: number) => get<EventPage>(`events?limit=${limit}`),
  after: (sequence: number, limit: number) => get<EventPage>(`events?limit=${limit}&after=${sequence}`),
  event: (id: string) => get<SiteEvent>(`events/${encodeURIComponent(id)}`),
  recordings: async (camera: string) =>
    (await get<{ items: readonly Recording[] }>(`recordings?camera=${encodeURIComponent(camera)}`)).items,
  login: async (token: string): Promise<void> => {
    await request('login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
  },
};
