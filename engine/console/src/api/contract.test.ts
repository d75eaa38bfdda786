import { createConfig, lint } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';

const CONTRACTS = new URL('../../../server/src/main/resources/org/gatehouse/server/http/', import.meta.url);

/** Redocly's own recommendations; what is answered besides success is the same problem everywhere, by `default`. */
const config = createConfig({ extends: ['recommended'], rules: { 'operation-4xx-response': 'off' } });

describe('contracts', () => {
  test.each(['openapi.yaml'])('%s_linted_hasNeitherErrorNorWarning', async (file) => {
    const problems = await lint({ ref: new URL(file, CONTRACTS).pathname, config: await config });
    expect(problems.map((each) => `${each.ruleId}: ${each.message} ${each.location.map((at) => at.pointer).join(' ')}`)).toEqual([]);
  });
});
