import { createHash } from 'node:crypto';
import { FunctionError } from '../template-error.ts';
import { type FunctionTable, takes, textOf } from '../template-function.ts';
import { fromJson, type GoValue, toPlain } from '../value.ts';

/** encoding/json escapes what could end a script in HTML. */
export function jsonText(value: GoValue, indent?: number): string {
  return escapeHtml(JSON.stringify(toPlain(value), undefined, indent));
}

/** As json.Marshal: `<`, `>`, `&` and the line separators are escaped. */
export function escapeHtml(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function hash(algorithm: string) {
  return takes(1, ([text]) => createHash(algorithm).update(textOf(text)).digest('hex'));
}

function parseJson(text: string): GoValue {
  try {
    return fromJson(JSON.parse(text));
  } catch (error) {
    throw new FunctionError((error as Error).message);
  }
}

export const sprigEncodings: FunctionTable = {
  toJson: takes(1, ([value = null]) => jsonText(value)),
  toRawJson: takes(1, ([value = null]) => JSON.stringify(toPlain(value))),
  toPrettyJson: takes(1, ([value = null]) => jsonText(value, 2)),
  fromJson: takes(1, ([text]) => parseJson(textOf(text))),
  b64enc: takes(1, ([text]) => Buffer.from(textOf(text)).toString('base64')),
  b64dec: takes(1, ([text]) => Buffer.from(textOf(text), 'base64').toString('utf8')),
  sha1sum: hash('sha1'),
  sha256sum: hash('sha256'),
  sha512sum: hash('sha512'),
};
