import { secretKind } from '../../kinds/kubernetes/secret/kind.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { builtObject } from '../write/built-object.ts';

/** Bytes by the Secret (`<namespace>/<name>`) and the key they are for. */
export type SecretContents = Map<string, Map<string, Buffer>>;

/**
 * Makes the requests that put bytes into Secrets. Whatever else is in one that exists stays.
 *
 * @param mayReplace whether bytes that are there may be overwritten @throws CliError where they may not
 */
export async function secretRequests(
  contents: SecretContents,
  { secrets }: Snapshot,
  mayReplace: boolean,
): Promise<readonly WriteRequest[]> {
  const requests: WriteRequest[] = [];
  for (const [id, data] of contents) {
    const known = secrets.get(id);
    const existing = [...data.keys()].filter((key) => known?.data?.[key] !== undefined);
    if (existing.length > 0 && !mayReplace) throw exists(id, existing);
    const object = await builtObject(secretKind, secretWith(id, data, known));
    requests.push({ verb: known === undefined ? 'create' : 'replace', kind: secretKind, object });
  }
  return requests;
}

function secretWith(id: string, data: ReadonlyMap<string, Buffer>, known: Secret | undefined): object {
  const [namespace = '', name = ''] = id.split('/');
  const encoded = [...data].map(([key, bytes]) => [key, bytes.toString('base64')] as const);
  const isTls = data.has('tls.crt') && data.has('tls.key');
  const { labels, annotations } = known?.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace, ...(labels && { labels }), ...(annotations && { annotations }) },
    type: known?.type ?? (isTls ? 'kubernetes.io/tls' : 'Opaque'),
    data: { ...known?.data, ...Object.fromEntries(encoded) },
  };
}

function exists(id: string, keys: readonly string[]): CliError {
  const [namespace = '', name = ''] = id.split('/');
  return new CliError(`Secret ${name} in ${namespace} has ${keys.join(' and ')} already`, {
    exitCode: ExitCode.state,
    hint: `look at it: ictl cert inspect secret/${name} -n ${namespace}; replace it with --force`,
  });
}
