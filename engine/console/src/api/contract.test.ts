import { createConfig, lint, lintFromString, type NormalizedProblem } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import events from '../../../server/src/main/resources/org/gatehouse/server/http/asyncapi.yaml?raw';

const CONTRACTS = new URL('../../../server/src/main/resources/org/gatehouse/server/http/', import.meta.url);
/** Where the events' document finds its schemas; the server serves them beside it. */
const DOCS = new URL('../../../../docs/', import.meta.url);

/** Redocly's own recommendations; what is answered besides success is the same problem everywhere, by `default`. */
const config = createConfig({ extends: ['recommended'], rules: { 'operation-4xx-response': 'off' } });

function told(problems: readonly NormalizedProblem[]): string[] {
  return problems.map((each) => `${each.ruleId}: ${each.message} ${each.location.map((at) => at.pointer).join(' ')}`);
}

describe('contracts', () => {
  test('openapi_linted_hasNeitherErrorNorWarning', async () => {
    expect(told(await lint({ ref: new URL('openapi.yaml', CONTRACTS).pathname, config: await config }))).toEqual([]);
  });

  const lintEvents = async (source: string): Promise<string[]> => told(await lintFromString({ source, absoluteRef: new URL('asyncapi.yaml', DOCS).pathname, config: await config }));

  test('asyncapi_linted_hasNeitherErrorNorWarning', async () => {
    expect(events).toMatch(/^asyncapi: 3/);
    expect(await lintEvents(events)).toEqual([]);
  });

  test('asyncapi_withAMistake_isNoticed', async () => {
    expect(await lintEvents(events.replace('action: send', 'action: shout'))).not.toEqual([]);
    expect(await lintEvents(events.replace('schemas/org.gatehouse.camera.state.v1.json', 'schemas/nowhere.json'))).not.toEqual([]);
  });
});
