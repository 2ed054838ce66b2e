import assert from 'node:assert/strict';
import { decode } from '../../src/kinds/decode/decode.ts';
import type { Decoded } from '../../src/kinds/decode/decoded.ts';
import type { KubeObject } from '../../src/kinds/object.ts';
import { findKind } from '../../src/kinds/registry.ts';

/** Decodes a text that holds one object. */
export async function decodeOne(text: string): Promise<Decoded> {
  const { documents } = await decode(text, { file: 'test.yaml' });
  assert.equal(documents.length, 1, 'the text holds one object');
  return documents[0] as Decoded;
}

/** What is wrong with the object of a text: `path: message`, errors only. */
export async function errorsOf(text: string): Promise<readonly string[]> {
  const { problems } = await decodeOne(text);
  return problems.filter(({ severity }) => severity === 'error').map(({ path, message }) => `${path}: ${message}`);
}

/** The object of a text as an API server would store it: in its storage version, with its defaults. */
export async function storedObject(text: string): Promise<KubeObject> {
  const { object, problems, apiVersion, kind } = await decodeOne(text);
  const module = await findKind(apiVersion, kind)?.load();
  if (object === undefined || module === undefined) assert.fail(JSON.stringify(problems));
  return module.applyDefaults(object);
}
