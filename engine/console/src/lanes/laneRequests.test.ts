import { afterEach, expect, it, vi } from 'vitest';
import { api } from '../api/client';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('lanes_engineDoesNotAnswer_isGivenUp', async () => {
  vi.stubGlobal('document', { baseURI: 'http://x/' });
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort(new DOMException('timed out', 'TimeoutError')));
  vi.stubGlobal('fetch', (_url: string, { signal }: RequestInit) => (signal?.aborted === true ? Promise.reject(signal.reason as Error) : new Promise(() => undefined)));
  await expect(api.lanes()).rejects.toMatchObject({ status: 0 });
  await expect(api.commandLane('north', { action: 'open', reason: 'r' })).rejects.toMatchObject({ status: 0 });
});
