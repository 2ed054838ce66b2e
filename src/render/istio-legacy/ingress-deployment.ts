// The Deployment, with a complete proxy or, with injectionTemplate, with a shell for Istio's injector.
import type { KubeObject } from '../../kinds/object.ts';
import { ingressAffinity } from './ingress-affinity.ts';
import { type IngressIdentity, isInjected, type Labels } from './ingress-identity.ts';
import type { IngressValues } from './ingress-values.ts';
import { proxyContainer } from './proxy-container.ts';
import { proxyVolumes } from './proxy-volumes.ts';

/** Istio's user; where OpenShift is, that chooses. */
const userId = 1337;
/** What older installations select by. */
const oldLabels = { heritage: 'Tiller', release: 'istio', chart: 'gateways' };
/** Gateways take no part in the ambient data plane. */
const notAmbient = { 'istio.io/dataplane-mode': 'none' };

export function ingressDeployment(values: IngressValues, ingress: IngressIdentity): KubeObject {
  const { name, namespace, selector, labels, gateway } = ingress;
  const { autoscaleEnabled, replicaCount, rollingMaxSurge: maxSurge, rollingMaxUnavailable: maxUnavailable } = gateway;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels: { ...selector, ...labels, ...(isInjected(ingress) ? {} : notAmbient) } },
    spec: {
      ...(autoscaleEnabled !== true && replicaCount && { replicas: replicaCount }),
      selector: { matchLabels: selector },
      strategy: { rollingUpdate: { maxSurge, maxUnavailable } },
      template: {
        metadata: { labels: podLabels(values, ingress), annotations: podAnnotations(values, ingress) },
        spec: podSpec(values, ingress),
      },
    },
  };
}

function podLabels({ revision }: IngressValues, ingress: IngressIdentity): Labels {
  const { name, namespace, selector, ownerLabels, chartLabels } = ingress;
  const version = selector['app.kubernetes.io/version'] || selector.version || revision || 'latest';
  return {
    ...selector,
    ...(namespace === 'istio-system' && oldLabels),
    'service.istio.io/canonical-name': name,
    'service.istio.io/canonical-revision': version,
    ...ownerLabels,
    'sidecar.istio.io/inject': String(isInjected(ingress)),
    ...chartLabels,
    ...(isInjected(ingress) ? revision && { 'istio.io/rev': revision } : { ...notAmbient, ...revisionOf(revision) }),
  };
}

function podAnnotations({ meshConfig, revision }: IngressValues, ingress: IngressIdentity): Labels {
  const { podAnnotations, injectionTemplate = '' } = ingress.gateway;
  return {
    ...(meshConfig.enablePrometheusMerge === true && {
      'prometheus.io/port': '15020',
      'prometheus.io/scrape': 'true',
      'prometheus.io/path': '/stats/prometheus',
    }),
    'sidecar.istio.io/inject': String(isInjected(ingress)),
    ...(isInjected(ingress) ? { 'inject.istio.io/templates': injectionTemplate } : revisionOf(revision)),
    ...podAnnotations,
  };
}

function revisionOf(revision: string | undefined): Labels {
  return { 'istio.io/rev': revision || 'default' };
}

function podSpec(values: IngressValues, ingress: IngressIdentity): unknown {
  const { global, platform } = values;
  const { gateway, serviceAccountName } = ingress;
  const { additionalContainers = [] } = gateway;
  const isOpenShift = (platform || global.platform) === 'openshift';
  const tolerations = gateway.tolerations?.length ? gateway.tolerations : (global.defaultTolerations ?? []);
  return {
    ...(gateway.runAsRoot !== true && {
      securityContext: { ...(!isOpenShift && { runAsUser: userId, runAsGroup: userId }), runAsNonRoot: true },
    }),
    serviceAccountName,
    ...(global.priorityClassName && { priorityClassName: global.priorityClassName }),
    containers: [proxyContainer(values, ingress), ...additionalContainers],
    volumes: proxyVolumes(values, ingress),
    affinity: ingressAffinity(values, gateway),
    ...(tolerations.length > 0 && { tolerations }),
  };
}
