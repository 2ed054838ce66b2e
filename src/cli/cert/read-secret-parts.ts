import { secretKind } from '../../kinds/kubernetes/secret/kind.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { openObjects } from '../../objects/open-objects.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';

interface SecretPart {
  /** Of the Secret's data. */
  readonly key: string;
  readonly bytes: Buffer;
}

/** In the order in which gateways look (Istio's pilot/pkg/credentials/kube), then Secrets with only a CA. */
const chainKeys = ['cert', 'tls.crt', 'cacert', 'ca.crt'];
const privateKeys = ['key', 'tls.key'];

/** Reads a Secret of the store. @throws ApiError or CliError where it has no certificate */
export async function readSecretParts(
  name: string,
  flags: GlobalOptions,
  context: CliContext,
): Promise<{ readonly chain: SecretPart; readonly key: SecretPart | undefined }> {
  const namespace = flags.namespace ?? DEFAULT_NAMESPACE;
  const { data = {} } = await findSecret(name, namespace, flags, context);
  const part = (keys: readonly string[]): SecretPart | undefined => {
    const key = keys.find((one) => Object.hasOwn(data, one));
    return key === undefined ? undefined : { key, bytes: Buffer.from(data[key] ?? '', 'base64') };
  };
  const chain = part(chainKeys);
  if (chain === undefined) {
    throw new CliError(`Secret ${name} in ${namespace} has none of the keys ${chainKeys.join(', ')}`, {
      exitCode: ExitCode.badInput,
    });
  }
  return { chain, key: part(privateKeys) };
}

async function findSecret(name: string, namespace: string, flags: GlobalOptions, context: CliContext): Promise<Secret> {
  const objects = await openObjects(homeFolder(flags, context), 'read', { now: context.now });
  try {
    return objects.get({ kind: secretKind, namespace, name }) as Secret;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const elsewhere = objects.list(secretKind).items.find(({ metadata }) => metadata.name === name);
    if (elsewhere === undefined) throw error;
    throw new ApiError(error.reason, error.message, { hint: `there is one with -n ${elsewhere.metadata.namespace}` });
  } finally {
    objects.close();
  }
}
