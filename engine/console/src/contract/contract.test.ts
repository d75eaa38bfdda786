import { describe, expect, test } from 'vitest';
import { fields, operations, typeText, type Contract } from './contract';

const contract: Contract = {
  info: { title: 'Gatehouse', version: '1' },
  servers: [{ url: '/api/v1' }],
  tags: [{ name: 'events' }],
  paths: {
    '/events/{event}': {
      parameters: [{ $ref: '#/components/parameters/Event' }],
      get: { operationId: 'getEvent', tags: ['events'], responses: { '200': { description: 'It', content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } } } } },
    },
  },
  components: {
    parameters: { Event: { name: 'event', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } } },
    schemas: {
      Event: { type: 'object', required: ['id'], properties: { id: { type: 'string' }, boxes: { type: 'array', items: { $ref: '#/components/schemas/Box' } } } },
      Box: { type: 'object', properties: { x: { type: 'integer', minimum: 0, maximum: 9 } } },
    },
  },
};

describe('contract', () => {
  test('operations_ofPathWithReferences_haveWhatTheyStandFor', () => {
    const [only, ...others] = operations(contract);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ id: 'getEvent', method: 'GET', path: '/api/v1/events/{event}', tag: 'events', summary: 'getEvent' });
    expect(only?.parameters[0]?.name).toBe('event');
    expect(only?.answers[0]).toMatchObject({ status: '200', types: 'application/json' });
  });

  test('fields_ofNestedObjects_areBelowTheirOwner', () => {
    expect(fields(contract, { $ref: '#/components/schemas/Event' }).map(({ name, depth, required, type }) => [name, depth, required, type])).toEqual([
      ['id', 0, true, 'string'],
      ['boxes', 0, false, 'array of object'],
      ['x', 1, false, 'integer, 0 to 9'],
    ]);
  });

  test('typeText_ofLimits_saysThem', () => {
    expect(typeText(contract, { type: ['string', 'null'], maxLength: 5, default: 'a' })).toBe('string or null, at most 5 characters, a without it');
    expect(typeText(contract, undefined)).toBe('any');
  });
});
