import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SiteEvent } from '../api/types';
import { I18nProvider } from '../i18n/i18n';
import { EventRow } from './EventRow';

const types = Object.keys(import.meta.glob('../../../../docs/schemas/*.json')).map((path) => path.replace(/^.*\/|\.json$/g, ''));

const plate = { text: 'A12345', confidence: 1, region: 'CN', kind: 'standard', frames: 1, box: null, characters: [] };
const AT = '2026-03-01T11:00:00Z';

/** What the events say besides when they began and ended. */
const DATA: Record<string, object> = {
  'org.gatehouse.passage.decided.v1': { passageId: 'p', direction: 'in', plate },
  'org.gatehouse.passage.finalized.v1': { passageId: 'p', direction: 'in', plate },
  'org.gatehouse.passage.noread.v1': { passageId: 'p', box: { x: 0, y: 0, width: 1, height: 1 } },
  'org.gatehouse.face.snapshot.v1': {},
  'org.gatehouse.camera.state.v1': { state: 'up', reason: 'again' },
  'org.gatehouse.analytics.gap.v1': { from: AT, to: AT, cause: 'slow' },
  'org.gatehouse.gate.command.v1': { lane: 'north', action: 'open', by: 'lists', outcome: 'confirmed', detail: '' },
  'org.gatehouse.gate.tailgate.v1': { lane: 'north', openedFor: 'p', passageId: 'q', by: 'camera' },
  'org.gatehouse.gate.decided.v1': { lane: 'north', passageId: 'p', outcome: 'open', standing: 'allow', reason: 'list', decidedAt: AT },
  'org.gatehouse.visit.started.v1': { visitId: 'v', group: 'yard', lane: 'north', passageId: 'p', enteredAt: AT },
  'org.gatehouse.visit.ended.v1': { visitId: 'v', group: 'yard', lane: 'north', passageId: 'q', entryPassageId: 'p', enteredAt: AT, leftAt: AT },
  'org.gatehouse.delivery.test.v1': { destination: 'backend', canary: true },
  'org.gatehouse.data.deleted.v1': { what: 'events', before: AT, count: 3, undelivered: 0, cause: 'retention' },
};

function textOf(type: string, language: string): string {
  vi.stubGlobal('location', { search: `?lang=${language}`, pathname: '/' });
  const event = { sequence: 1, id: 'e', site: 's', camera: 'c', time: '2026-03-01T12:34:56Z', snapshots: [], type, data: DATA[type] ?? {} } as unknown as SiteEvent;
  const row = createElement(EventRow, { event, cameraName: 'Gate 7', zone: 'UTC', nowMs: Date.parse('2026-03-01T13:00:00Z'), onOpen: () => undefined });
  return renderToStaticMarkup(createElement(I18nProvider, null, row)).replace(/<[^>]*>/g, ' ');
}

beforeEach(() => {
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal('document', { baseURI: 'http://x/' });
});
afterEach(() => vi.unstubAllGlobals());

describe.each(['en', 'zh-CN'])('rows in %s', (language) => {
  it.each(types)('row_of_%s_hasWordsTimeAndPlace', (type) => {
    expect(DATA[type], 'the test knows its fields').toBeDefined();
    const text = textOf(type, language);
    expect(text).not.toContain('org.gatehouse');
    expect(text).not.toContain('undefined');
    expect(text).toContain('12:34:56');
    expect(text).toMatch(/Gate 7|Site|站点/);
  });

  it('row_ofATypeOfTomorrow_hasItsNameTimeAndCamera', () => {
    expect(textOf('org.gatehouse.of.tomorrow.v1', language)).toMatch(/of\.tomorrow.*12:34:56.*Gate 7/s);
  });
});

it('types_areThoseOfTheSchemas', () => {
  expect(types.length).toBeGreaterThanOrEqual(13);
});
