// Which certificates the TLS servers of a Gateway (or of what Istio makes of an Ingress) want, and where the proxy looks
// for them: a Secret by its name, or the Secret behind a path that the gateway's Deployment mounts.
import { caSuffix } from '../../envoy/secret-name.ts';
import type { GatewayServer } from '../../kinds/gateway/gateway.ts';
import type { ServerTls } from '../../kinds/gateway/server-tls.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { findMountedFile } from '../../snapshot/secret-mounts.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { problemWithoutMount } from '../../snapshot/unmounted-file.ts';

/** A key of a Secret's data. */
export interface SecretPlace {
  /** `<namespace>/<name>`. */
  readonly secret: string;
  readonly key: string;
}

export interface WantedCertificate {
  readonly chain: SecretPlace;
  readonly key: SecretPlace;
  /** Where the CA for clients is looked for; undefined where clients need no certificate. */
  readonly ca: SecretPlace | undefined;
  /** Without namespaces; `*` is among them where any host is served. */
  readonly hosts: readonly string[];
  /** Of two certificates for the same hosts, the first is RSA, the second ECDSA. */
  readonly position: number;
}

/** The workloads that serve, and the namespace their Secrets are in. */
export interface ServingWorkloads {
  readonly snapshot: Snapshot;
  readonly namespace: string;
  readonly workloads: readonly string[];
}

/** Servers that name the same place share one certificate for the hosts of all. @throws CliError for a path nobody mounts */
export function wantedCertificates(
  servers: readonly GatewayServer[],
  serving: ServingWorkloads,
): readonly WantedCertificate[] {
  const wanted = new Map<string, WantedCertificate>();
  for (const one of servers.flatMap((server) => wantedBy(server, serving))) {
    const id = `${one.chain.secret} ${one.chain.key}`;
    const known = wanted.get(id);
    const hosts = [...new Set([...(known?.hosts ?? []), ...one.hosts])];
    wanted.set(id, { ...one, hosts, ca: known?.ca ?? one.ca });
  }
  return [...wanted.values()];
}

function wantedBy({ hosts, tls }: GatewayServer, serving: ServingWorkloads): readonly WantedCertificate[] {
  const mode = tls?.mode ?? 'PASSTHROUGH';
  if (tls === undefined || !['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL'].includes(mode)) return [];
  const ca = mode === 'SIMPLE' ? undefined : caPlace(tls, serving);
  const names = hosts.map((host) => host.slice(host.indexOf('/') + 1));
  return certificatePlaces(tls, serving).map((places, position) => ({ ...places, ca, hosts: names, position }));
}

function certificatePlaces(
  tls: ServerTls,
  serving: ServingWorkloads,
): readonly { chain: SecretPlace; key: SecretPlace }[] {
  const credentials = credentialNames(tls);
  if (credentials.length > 0) {
    return credentials.map((name) => ({
      chain: { secret: secretOf(name, serving), key: 'tls.crt' },
      key: { secret: secretOf(name, serving), key: 'tls.key' },
    }));
  }
  const files = tls.tlsCertificates ?? [tls];
  return files.flatMap(({ serverCertificate = '', privateKey = '' }) =>
    serverCertificate === '' || privateKey === ''
      ? []
      : [{ chain: mountedPlace(serverCertificate, serving), key: mountedPlace(privateKey, serving) }],
  );
}

/** A Secret with suffix -cacert counts where there is one, else the CA beside the certificate. */
function caPlace(tls: ServerTls, serving: ServingWorkloads): SecretPlace | undefined {
  const [credential] = credentialNames(tls);
  if (credential === undefined) return tls.caCertificates ? mountedPlace(tls.caCertificates, serving) : undefined;
  const own = secretOf(tls.caCertCredentialName || `${credential}${caSuffix}`, serving);
  const hasOwn = tls.caCertCredentialName || serving.snapshot.secrets.has(own);
  return { secret: hasOwn ? own : secretOf(credential, serving), key: 'ca.crt' };
}

function credentialNames({ credentialName, credentialNames: several }: ServerTls): readonly string[] {
  if (several !== undefined && several.length > 0) return several;
  return credentialName === undefined || credentialName === '' ? [] : [credentialName];
}

/** A name may say the namespace, where it is the gateway's own; a scheme other than kubernetes:// is no Secret. */
function secretOf(credential: string, { namespace }: ServingWorkloads): string {
  const name = credential.replace(/^kubernetes:\/\//, '');
  const [own, ...rest] = name.split('/');
  if (!name.includes('/')) return `${namespace}/${name}`;
  if (own === namespace && rest.length === 1) return name;
  throw refused(
    `credentialName ${credential} names no Secret that the gateway may read`,
    `it must be the name of a Secret in ${namespace}`,
  );
}

function mountedPlace(path: string, { snapshot, workloads }: ServingWorkloads): SecretPlace {
  const mounted = findMountedFile(snapshot, workloads, path);
  if (mounted === undefined) {
    throw refused(
      problemWithoutMount(snapshot, workloads, path),
      'then type this again; or write the files there yourself: ictl cert gen --cn HOST --cert FILE --key FILE',
    );
  }
  if (mounted.key === undefined) {
    throw refused(
      `${path} is not among the files that the volume of Secret ${mounted.secret} shows`,
      'add it to the items of the volume',
    );
  }
  return { secret: mounted.secret, key: mounted.key };
}

function refused(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput, hint });
}
