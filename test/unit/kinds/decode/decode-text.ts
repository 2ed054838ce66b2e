// Decodes a text in tests and says briefly what came of it.
import { decode } from '../../../../src/kinds/decode/decode.ts';
import type { Decoded } from '../../../../src/kinds/decode/decoded.ts';

export async function decodeText(text: string): Promise<readonly Decoded[]> {
  return (await decode(text, { file: 'in.yaml' })).documents;
}

/** The only object of a text. */
export async function decodeOne(text: string): Promise<Decoded> {
  const documents = await decodeText(text);
  const [only] = documents;
  if (only === undefined || documents.length !== 1) throw new Error(`expected one object, got ${documents.length}`);
  return only;
}

/** `line:column path: message` of each problem of a severity. */
export function problemLines({ problems, origin }: Decoded, severity = 'error'): readonly string[] {
  return problems
    .filter((problem) => problem.severity === severity)
    .map(({ path = '', message }) => {
      const { line, column } = origin.locate(path);
      return `${line}:${column} ${path}: ${message}`;
    });
}

/** A VirtualService whose spec has this text, indented by two. */
export function virtualService(spec: string, apiVersion = 'networking.istio.io/v1'): string {
  return `apiVersion: ${apiVersion}\nkind: VirtualService\nmetadata:\n  name: shop\nspec:\n${spec}\n`;
}
