// What `--for` names: the servers of a Gateway or an Ingress, with the workloads that serve them.
import type { GatewayServer } from '../../kinds/gateway/gateway.ts';
import { gatewayKind } from '../../kinds/gateway/kind.ts';
import { ingressKind } from '../../kinds/kubernetes/ingress/kind.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { notFound } from '../../objects/api-texts.ts';
import { openHomeStore } from '../../objects/open-objects.ts';
import { buildProxy } from '../../snapshot/gateway-proxy.ts';
import { namespacedName, type Snapshot } from '../../snapshot/snapshot.ts';
import { StoreSource } from '../../source/store-source.ts';
import { ingressGateway, ingressSelector } from '../../translate/ingress/ingress-gateway.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import { parseResourceArguments } from '../input/resource-arguments.ts';
import type { ServingWorkloads } from './wanted-certificates.ts';

export interface FoundServers {
  /** `gateway/default/web`. */
  readonly name: string;
  readonly servers: readonly GatewayServer[];
  readonly serving: ServingWorkloads;
}

/** @param resource `gateway/NAME` or `ingress/NAME` @throws CliError or ApiError where it is not there */
export async function findServers(resource: string, flags: GlobalOptions, context: CliContext): Promise<FoundServers> {
  const [asked] = parseResourceArguments([resource]);
  const name = asked?.names[0];
  const kind = asked?.kind;
  if (kind === undefined || name === undefined || (kind !== gatewayKind && kind !== ingressKind)) {
    throw new CliError(`--for takes gateway/NAME or ingress/NAME, not "${resource}"`, { exitCode: ExitCode.usage });
  }
  const namespace = flags.namespace ?? DEFAULT_NAMESPACE;
  const snapshot = await readSnapshot(flags, context);
  const found = (kind === gatewayKind ? gatewayServers : ingressServers)(snapshot, namespace, name);
  if (found === undefined) {
    const present = kind === gatewayKind ? snapshot.gateways : snapshot.ingresses;
    throw notFound(
      { kind, namespace, name },
      present.map(({ metadata }) => metadata),
    );
  }
  return {
    name: `${kind.singular}/${namespace}/${name}`,
    servers: found.servers,
    serving: servingWorkloads(snapshot, found.selector),
  };
}

interface Selected {
  readonly servers: readonly GatewayServer[];
  readonly selector: Readonly<Record<string, string>>;
}

function gatewayServers({ gateways }: Snapshot, namespace: string, name: string): Selected | undefined {
  const gateway = gateways.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  return gateway && { servers: gateway.spec?.servers ?? [], selector: gateway.spec?.selector ?? {} };
}

function ingressServers(snapshot: Snapshot, namespace: string, name: string): Selected | undefined {
  const ingress = snapshot.ingresses.find(({ metadata }) => metadata.namespace === namespace && metadata.name === name);
  if (ingress === undefined) return undefined;
  const selector = ingressSelector(snapshot);
  return { servers: ingressGateway(ingress, selector).servers.map(({ server }) => server), selector };
}

/** The workloads that `serve` plays come first; a selector may pick another gateway's. */
function servingWorkloads(snapshot: Snapshot, selector: Selected['selector']): ServingWorkloads {
  const { proxy } = buildProxy(snapshot);
  const isSelected = (name: string) => {
    const labels = snapshot.deployments.get(name)?.spec?.template.metadata?.labels ?? {};
    return Object.entries(selector).every(([key, value]) => labels[key] === value);
  };
  const own = proxy.workloads.filter(isSelected);
  const others = [...snapshot.deployments.values()].map(namespacedName).filter(isSelected);
  const workloads = own.length > 0 ? own : others.slice(0, 1);
  const namespace = workloads[0]?.split('/')[0];
  if (namespace === undefined) {
    const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
    throw new CliError(`no gateway Deployment has the labels of the selector, ${labels.join(', ')}`, {
      exitCode: ExitCode.state,
      hint: 'see which there are: ictl get deployments -A; make one: ictl render gateway | ictl apply -f -',
    });
  }
  return { snapshot, namespace, workloads };
}

async function readSnapshot(flags: GlobalOptions, context: CliContext): Promise<Snapshot> {
  const store = await openHomeStore(homeFolder(flags, context), 'read', { now: context.now });
  const source = new StoreSource(store, { overrides: [], meshConfigText: undefined });
  try {
    return (await source.read()).snapshot;
  } finally {
    source.close();
  }
}
