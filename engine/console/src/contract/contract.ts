/** The parts of an OpenAPI 3.1 document that the page shows. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Content {
  readonly [type: string]: { readonly schema?: Schema };
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Answer {
  readonly $ref?: string;
  readonly description?: string;
  readonly content?: Content;
}

interface WrittenOperation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content?: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface Contract {
  readonly info: { readonly title: string; readonly version: string; readonly summary?: string; readonly description?: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string | null;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  readonly answers: readonly { readonly status: string; readonly description: string; readonly types: string; readonly schema: Schema | null }[];
}

/** One line of a schema as a table shows it. */
export interface Field {
  readonly name: string;
  readonly depth: number;
  readonly required: boolean;
  readonly type: string;
  readonly description: string;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const DEEPEST = 4;

/** What a reference stands for; anything else stays. */
export function resolve<T extends { readonly $ref?: string }>(contract: Contract, written: T): T {
  let node: T = written;
  while (node.$ref !== undefined) {
    let target: unknown = contract;
    for (const part of node.$ref.slice(2).split('/')) target = (target as Record<string, unknown>)[part.replaceAll('~1', '/').replaceAll('~0', '~')];
    node = target as T;
  }
  return node;
}

function ofContent(contract: Contract, content: Content | undefined): Schema | null {
  const schema = content?.['application/json']?.schema;
  return schema === undefined ? null : resolve(contract, schema);
}

/** Every operation, in the order of the document. */
export function operations(contract: Contract): readonly Operation[] {
  const base = contract.servers[0]?.url ?? '';
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => {
      const written = item[method] as WrittenOperation;
      const shared = (item['parameters'] ?? []) as readonly Parameter[];
      return {
        id: written.operationId,
        method: method.toUpperCase(),
        path: base + path,
        tag: written.tags?.[0] ?? '',
        summary: written.summary ?? written.operationId,
        description: written.description ?? null,
        parameters: [...shared, ...(written.parameters ?? [])].map((each) => resolve(contract, each)),
        body: ofContent(contract, written.requestBody?.content),
        answers: Object.entries(written.responses).map(([status, each]) => {
          const answer = resolve(contract, each);
          return { status, description: answer.description ?? '', types: Object.keys(answer.content ?? {}).join(', '), schema: ofContent(contract, answer.content) };
        }),
      };
    }),
  );
}

/** A type in a few words, such as `integer, 1 to 500` or `array of string`. */
export function typeText(contract: Contract, written: Schema | undefined): string {
  if (written === undefined) return 'any';
  const schema = resolve(contract, written);
  const { type = 'any' } = schema;
  const names = (typeof type === 'string' ? [type] : type).join(' or ');
  if (schema.items !== undefined) return `array of ${typeText(contract, schema.items)}`;
  const limits = [
    schema.format,
    schema.enum?.map(String).join(' | '),
    schema.minimum !== undefined || schema.maximum !== undefined ? `${schema.minimum ?? ''} to ${schema.maximum ?? ''}` : undefined,
    schema.maxLength === undefined ? undefined : `at most ${schema.maxLength} characters`,
    schema.pattern,
    schema.default === undefined ? undefined : `${String(schema.default)} without it`,
  ];
  return [names, ...limits.filter((each) => each !== undefined)].join(', ');
}

/** The fields of an object and of what is in it. */
export function fields(contract: Contract, written: Schema, depth = 0): readonly Field[] {
  const schema = resolve(contract, written);
  const inner = schema.items === undefined ? schema : resolve(contract, schema.items);
  if (depth >= DEEPEST || inner.properties === undefined) return [];
  return Object.entries(inner.properties).flatMap(([name, property]) => [
    {
      name,
      depth,
      required: inner.required?.includes(name) ?? false,
      type: typeText(contract, property),
      description: property.description ?? resolve(contract, property).description ?? '',
    },
    ...fields(contract, property, depth + 1),
  ]);
}
