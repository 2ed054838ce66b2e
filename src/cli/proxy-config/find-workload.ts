import { deploymentKind } from '../../kinds/kubernetes/deployment/kind.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { notFound } from '../../objects/api-texts.ts';

const defaultNamespace = 'istio-system';

/** A gateway as istioctl takes it: NAME[.NAMESPACE], deployment/NAME or the name of one of its pods. */
export interface WantedProxy {
  readonly name: string;
  readonly namespace: string;
}

/** @throws CliError for another type than pods and deployments */
export function parseProxy(text: string, namespace: string | undefined): WantedProxy {
  const [, type, name = '', suffix] = /^(?:([^/]*)\/)?([^/.]+)(?:\.([^/.]+))?$/.exec(text) ?? [];
  const isKnown = type === undefined || /^(po|pods?|deploy|deployments?)$/i.test(type);
  if (name === '' || !isKnown) {
    throw new CliError(`"${text}" does not name a gateway`, {
      exitCode: ExitCode.usage,
      hint: 'write NAME, NAME.NAMESPACE, deployment/NAME, or the name of a pod; leave it out for the default gateways',
    });
  }
  return { name, namespace: suffix ?? namespace ?? defaultNamespace };
}

/** Returns the `<namespace>/<name>` among workloads that is meant; pods are named after their Deployment. */
export function findWorkload({ name, namespace }: WantedProxy, workloads: Iterable<string>): string | undefined {
  const known = [...workloads].filter((one) => one.startsWith(`${namespace}/`));
  const exact = known.find((one) => one === `${namespace}/${name}`);
  return exact ?? known.find((one) => `${namespace}/${name}`.startsWith(`${one}-`) && isPodOf(name, one));
}

/** A Deployment's hash and a pod's suffix follow the name. */
function isPodOf(pod: string, workload: string): boolean {
  const name = workload.slice(workload.indexOf('/') + 1);
  return /^-[a-z0-9]+-[a-z0-9]{5}$/.test(pod.slice(name.length));
}

/** The error for a gateway that is not there, with what there is. */
export function proxyNotFound({ name, namespace }: WantedProxy, workloads: Iterable<string>): Error {
  const present = [...workloads].map((one) => {
    const [space = '', deployment = ''] = one.split('/');
    return { namespace: space, name: deployment };
  });
  return notFound({ kind: deploymentKind, namespace, name }, present);
}
