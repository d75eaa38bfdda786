import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '../api/client';
import type { PassageEvent } from '../api/types';

const read = (event: string, passageId: string) => ({ event, passageId, plate: 'A12345', correction: null });
const event = (id: string, passageId: string) => ({ id, camera: 'c', time: '2026-03-01T12:00:00Z', data: { passageId, plate: { text: 'A12345' } } }) as PassageEvent;

let items: object[];

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'http://x/' });
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify({ items })));
});
afterEach(() => vi.unstubAllGlobals());

describe('the read of an event', () => {
  it('readOf_laterEventOfThePassageHasIt_isFound', async () => {
    items = [read('other', 'q'), read('finalized', 'p')];
    expect((await api.readOf(event('decided', 'p')))?.event).toBe('finalized');
  });

  it('readOf_eventsThatNameNoPassage_isTheEventsOwn', async () => {
    items = [read('other', ''), read('mine', '')];
    expect((await api.readOf(event('mine', '')))?.event).toBe('mine');
    expect(await api.readOf(event('third', ''))).toBeNull();
  });
});
