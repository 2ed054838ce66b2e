// Injection as today: templates give a partial pod each, which is merged into the pod; what no template can say is done
// afterwards, step by step (istio, pkg/kube/inject/webhook.go).

import { statusAnnotation } from '../injection-status.ts';
import type { InjectedPod, InjectorOptions, PodInjector, PodInput } from '../injector.ts';
import { namesOf, type Pod, writableMap } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';
import { type ClusterEnvironment, clusterEnvironment, setClusterEnvironment } from './cluster-environment.ts';
import { normalizeInjected } from './normalize-injected.ts';
import { orderContainers } from './order-containers.ts';
import { mergePrometheus } from './prometheus-merge.ts';
import { reapplyOverrides } from './reapply-overrides.ts';
import { rewriteProbes } from './rewrite-probes.ts';
import { compileTemplates, runTemplates } from './run-templates.ts';

const networkLabel = 'topology.istio.io/network';

/** Prepares injection with today's templates. @throws TemplateError */
export function overlayInjector(options: InjectorOptions, schemas: PodSchemas): PodInjector {
  const templates = compileTemplates(options.config.templates);
  return (input) => {
    const environment = clusterEnvironment(input.pod, options.values);
    const { merged, injected } = runTemplates(input, { options, schemas, templates });
    const pod = reapplyOverrides(merged, { original: input.pod, injected, schemas, proxyConfig: input.proxyConfig });
    postProcess(pod, injected, { input, options, environment });
    return {
      pod: normalizeInjected(pod, injected, schemas),
      added: [...namesOf(injected.spec, 'initContainers'), ...namesOf(injected.spec, 'containers')],
      warnings: warningsFor(input.pod),
    } satisfies InjectedPod;
  };
}

interface Surroundings {
  readonly input: PodInput;
  readonly options: InjectorOptions;
  readonly environment: ClusterEnvironment;
}

function postProcess(pod: Pod, injected: Pod, { input, options, environment }: Surroundings): void {
  const { proxyConfig, mesh } = input;
  setClusterEnvironment(pod, environment);
  mergePrometheus(pod, mesh, proxyConfig);
  rewriteProbes(pod, { proxyConfig, byDefault: options.values.rewriteProbes });
  if (environment.network !== '') writableMap(pod, 'labels')[networkLabel] = environment.network;
  writableMap(pod, 'annotations')[statusAnnotation] = statusText(injected, options.revision);
  orderContainers(pod, proxyConfig.holdApplicationUntilProxyStarts === true || options.values.hold);
}

function statusText({ spec }: Pod, revision: string): string {
  const names = (list: string) => {
    const found = namesOf(spec, list);
    return found.length > 0 ? found : null;
  };
  return JSON.stringify({
    initContainers: names('initContainers'),
    containers: names('containers'),
    volumes: names('volumes'),
    imagePullSecrets: names('imagePullSecrets'),
    revision: revision === '' ? 'default' : revision,
  });
}

function warningsFor(pod: Pod): string[] {
  const { dnsPolicy } = pod.spec;
  if (dnsPolicy === undefined || dnsPolicy === '' || dnsPolicy === 'ClusterFirst') return [];
  return [`its dnsPolicy is ${String(dnsPolicy)}, not ClusterFirst: the sidecar may not find the control plane`];
}
