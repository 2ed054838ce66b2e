// What `ictl wait --for` waits for: `create`, `delete`, `condition=NAME[=VALUE]` or `jsonpath=PATH[=VALUE]`.
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Path } from '../output/json-path/json-path.ts';
import { parseRelaxedPath } from '../output/json-path/relaxed-path.ts';

export type WaitCondition =
  | { readonly type: 'create' }
  | { readonly type: 'delete' }
  /** Compared without regard to case. */
  | { readonly type: 'condition'; readonly name: string; readonly status: string }
  /** Without a value: whether the path leads to any. */
  | { readonly type: 'jsonpath'; readonly text: string; readonly path: Path; readonly value: string | undefined };

const example = "--for=condition=Available, --for=delete, --for=create or --for=jsonpath='{.status.phase}'=Active";

/** Reads the text of `--for`. @throws CliError for any other form */
export function parseWaitCondition(text: string): WaitCondition {
  const lower = text.toLowerCase();
  if (lower === 'create' || lower === 'delete') return { type: lower };
  if (lower.startsWith('condition=')) return parseCondition(text.slice('condition='.length));
  if (lower.startsWith('jsonpath=')) return parseJsonPath(text.slice('jsonpath='.length));
  throw usage(`unrecognized condition: "${text}"`);
}

function parseCondition(text: string): WaitCondition {
  const [name = '', status = 'true', ...rest] = text.split('=');
  if (name === '' || rest.length > 0) throw usage(`unrecognized condition: "condition=${text}"`);
  return { type: 'condition', name, status };
}

/** The path is in braces, in which there may be a `=`. */
function parseJsonPath(text: string): WaitCondition {
  const [, braced, bare, , value] = /^(?:(\{.*\})|([^={}]+))(=(.*))?$/s.exec(text) ?? [];
  const path = braced ?? bare;
  if (path === undefined || value === '') {
    throw usage(
      `jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or --for=jsonpath='{.status.readyReplicas}'`,
    );
  }
  return { type: 'jsonpath', text: path, path: parseRelaxedPath(path), value: value?.replace(/^(["'])(.*)\1$/s, '$2') };
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint: example });
}
