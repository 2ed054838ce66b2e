// Whether a pod gets a sidecar. The same rules for every template, also for that of 0.8, which had only the first.
import { textAt } from './pod/json.ts';
import { annotationsOf, labelsOf, type Pod } from './pod/pod.ts';

export interface Verdict {
  readonly inject: boolean;
  /** Why not; '' where it is injected. */
  readonly reason: string;
  /** What is to be said in either case. */
  readonly warning?: string;
}

const injectKey = 'sidecar.istio.io/inject';
const systemNamespaces = ['kube-system', 'kube-public', 'kube-node-lease', 'local-path-storage'];

/** Decides whether to inject a pod. */
export function shouldInject(pod: Pod): Verdict {
  if (pod.spec.hostNetwork === true) return { inject: false, reason: 'host networking enabled' };
  if (systemNamespaces.includes(textAt(pod.metadata, 'namespace'))) {
    return {
      inject: false,
      reason: `sidecar injection disabled, for its namespace ${textAt(pod.metadata, 'namespace')} belongs to the system`,
    };
  }
  // The label is the newer way; where both are there, it counts.
  const source = Object.hasOwn(labelsOf(pod), injectKey) ? 'label' : 'annotation';
  const value = (source === 'label' ? labelsOf(pod) : annotationsOf(pod))[injectKey] ?? '';
  if (value === 'false') return { inject: false, reason: `sidecar injection disabled by the ${source} ${injectKey}` };
  if (value === '' || value === 'true') return { inject: true, reason: '' };
  return {
    inject: true,
    reason: '',
    warning: `the ${source} ${injectKey} is "${value}"; only "true" and "false" have a meaning, so it is injected`,
  };
}
