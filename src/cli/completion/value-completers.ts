// What may stand in the place of an argument or an option's value, by the name that the declaration gives it.
import { findKindByName, kinds } from '../../kinds/registry.ts';
import { fieldsOf, findField } from '../explain/find-field.ts';
import { schemaOfKind } from '../explain/find-schema.ts';
import type { Candidate, Completion } from './completion.ts';
import type { LiveNames } from './live-names.ts';

export interface ValueQuestion {
  /** What is typed of it so far. */
  readonly current: string;
  /** Arguments before it. */
  readonly positionals: readonly string[];
  readonly names: LiveNames;
}

type CompleteValue = (question: ValueQuestion) => Completion | Promise<Completion>;

const files: Completion = { candidates: [], paths: 'files' };
const folders: Completion = { candidates: [], paths: 'folders' };

const completers: Readonly<Record<string, CompleteValue>> = {
  path: () => files,
  file: () => files,
  dir: () => folders,
  namespace: async ({ names }) => ({ candidates: await names.namespaces() }),
  'name.namespace': async ({ names }) => ({ candidates: await names.gateways() }),
  proxy: async ({ names }) => ({ candidates: await names.gateways() }),
  kind: () => ({ candidates: kindCandidates() }),
  type: typeOrTypeAndName,
  names: namesOfType,
  words: namesOfType,
  'kind.field': fieldPath,
  'gateway/name': (question) => prefixed('gateway', question),
  'file|secret/name|host:port': async (question) => ({ ...(await prefixed('secret', question)), paths: 'files' }),
  svcname: async ({ names }) => ofKindNamed('service', names),
  service: async ({ names }) => ofKindNamed('service', names),
};

/** Returns what may stand where a declaration says `<placeholder>`; nothing for a text that only the user knows. */
export async function completeValue(placeholder: string, question: ValueQuestion): Promise<Completion> {
  return (await completers[placeholder]?.(question)) ?? { candidates: [] };
}

function kindCandidates(): readonly Candidate[] {
  return kinds.map(({ plural, kind }) => ({ value: plural, description: kind }));
}

/** `gat`, `gw,vir`, `gateway/we`. */
async function typeOrTypeAndName(question: ValueQuestion): Promise<Completion> {
  const { current } = question;
  const slash = current.indexOf('/');
  if (slash >= 0) return await prefixed(current.slice(0, slash), question);
  const before = current.slice(0, current.lastIndexOf(',') + 1);
  const all: readonly Candidate[] = [{ value: 'all', description: 'what is shown by default' }, ...kindCandidates()];
  return { candidates: all.map((one) => ({ ...one, value: `${before}${one.value}` })) };
}

/** Behind a type its names; behind TYPE/NAME more of these. */
async function namesOfType(question: ValueQuestion): Promise<Completion> {
  const [type] = question.positionals;
  if (type === undefined || type.includes('/')) return await typeOrTypeAndName(question);
  const { candidates } = await ofKindNamed(type, question.names);
  return { candidates: candidates.filter(({ value }) => !question.positionals.includes(value)) };
}

async function prefixed(type: string, { names }: ValueQuestion): Promise<Completion> {
  const { candidates } = await ofKindNamed(type, names);
  return { candidates: candidates.map(({ value }) => ({ value: `${type}/${value}` })) };
}

async function ofKindNamed(type: string, names: LiveNames): Promise<Completion> {
  const kind = findKindByName(type);
  return { candidates: kind === undefined ? [] : await names.ofKind(kind) };
}

/** `gateway.spec.ser`: fields of what is before the last dot. */
async function fieldPath({ current }: ValueQuestion): Promise<Completion> {
  const [type = '', ...path] = current.split('.');
  if (path.length === 0) return { candidates: kindCandidates() };
  const kind = findKindByName(type);
  if (kind === undefined) return { candidates: [] };
  const { schema } = await schemaOfKind(kind, undefined);
  const parents = path.slice(0, -1);
  const fields = fieldsOf(findField(schema, parents)?.schema ?? schema);
  const before = [type, ...parents].join('.');
  const candidates = Object.entries(fields).map(([name, field]) => ({
    value: `${before}.${name}`,
    description: field.description,
  }));
  return { candidates };
}
