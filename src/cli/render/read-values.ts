// The user's values: files, then each kind of --set, in Helm's order. Every source is kept to say where a value is from.
import type { Origin } from '../../kinds/decode/decoded.ts';
import { nodeOrigin } from '../../kinds/decode/node-origin.ts';
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { mergeValues } from '../../render/values/merge-values.ts';
import { fileSet, jsonSet, literalSet, stringSet, typedSet } from '../../render/values/set-dialects.ts';
import { applySet, type SetDialect, setError } from '../../render/values/set-grammar.ts';
import { isValues, type Values } from '../../render/values/values.ts';
import type { CliContext } from '../command.ts';
import { readBytes } from '../input/read-bytes.ts';
import { readInput } from '../input/read-input.ts';

export interface ValueFlags {
  readonly values?: readonly string[];
  readonly set?: readonly string[];
  readonly setString?: readonly string[];
  readonly setFile?: readonly string[];
  readonly setJson?: readonly string[];
  readonly setLiteral?: readonly string[];
}

/** One file or flag, with what it alone says. */
export interface ValueSource {
  readonly values: Values;
  /** Where the values of a file stand. */
  readonly origin?: Origin;
}

export interface UserValues {
  readonly values: Values;
  /** From the first to the last, which wins. */
  readonly sources: readonly ValueSource[];
}

/** Puts the user's values together. @throws CliError where a file or an assignment cannot be read */
export async function readValues(flags: ValueFlags, context: CliContext): Promise<UserValues> {
  const files = await readFiles(flags.values ?? [], context);
  const assignments = assignmentsOf(flags, context);
  let values = files.reduce((below: Values, file) => mergeValues(below, file.values), {});
  for (const { text, dialect } of assignments) values = assigned(values, text, dialect);
  const sets = assignments.map(({ text, dialect }) => ({ values: assigned({}, text, dialect) }));
  return { values, sources: [...files, ...sets] };
}

async function readFiles(paths: readonly string[], context: CliContext): Promise<readonly ValueSource[]> {
  if (paths.length === 0) return [];
  const texts = await readInput(paths, context);
  return texts.map(({ file, text }) => valuesOfFile(file, text));
}

function valuesOfFile(file: string, text: string): ValueSource {
  const documents = parseDocuments(file, text);
  const [document] = documents;
  if (document === undefined) return { values: {} };
  if (documents.length > 1) throw badInput(`${file} has ${documents.length} documents, values are one`);
  const [problem] = document.problems;
  if (problem !== undefined) throw badInput(`${file}: ${problem.path}: ${problem.message}`);
  if (!isValues(document.value)) throw badInput(`${file} has no values: a map is expected`);
  return { values: document.value, origin: nodeOrigin(document.place, []) };
}

interface Assignment {
  readonly text: string;
  readonly dialect: SetDialect;
}

/** By kind and not as typed: that is Helm's order (pkg/cli/values). */
function assignmentsOf(flags: ValueFlags, { cwd }: CliContext): readonly Assignment[] {
  const files = fileSet((path) => readBytes(path, cwd).toString('utf8'));
  return [
    ...of(flags.setJson, jsonSet),
    ...of(flags.set, typedSet),
    ...of(flags.setString, stringSet),
    ...of(flags.setFile, files),
    ...of(flags.setLiteral, literalSet),
  ];
}

function of(texts: readonly string[] = [], dialect: SetDialect): readonly Assignment[] {
  return texts.map((text) => ({ text, dialect }));
}

function assigned(values: Values, text: string, dialect: SetDialect): Values {
  if (dialect === jsonSet && text.trimStart().startsWith('{')) return mergeValues(values, jsonObject(text));
  const target = structuredClone(values);
  applySet(target, text, dialect);
  return target;
}

function jsonObject(text: string): Values {
  try {
    const value: unknown = JSON.parse(text);
    if (isValues(value)) return value;
  } catch {
    // said below
  }
  throw setError(jsonSet.flag, 'the text is no JSON object');
}

function badInput(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput });
}
