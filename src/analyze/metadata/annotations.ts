import { fieldOf } from '../../kinds/field-path.ts';
import type { KubeObject, ObjectMeta } from '../../kinds/object.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import { type FindingList, refOf } from '../../translate/finding-list.ts';
import type { Analyzer } from '../analyzer.ts';
import { isSystemNamespace } from '../system-namespace.ts';
import { freePrefixes, knownAnnotations } from './known-annotations.ts';

/** A mistyped annotation does nothing and says nothing (Istio's K8sAnalyzer; here of every kind). */
export const annotations: Analyzer = {
  name: 'metadata/annotations',
  codes: ['IST0107', 'IST0108', 'IST0135'],
  description: 'annotations of Istio exist, stand on their kinds, and are not deprecated',
  analyze({ objects }, findings) {
    for (const object of objects) {
      if (isSystemNamespace(object.metadata.namespace)) continue;
      checkAll(object.metadata, { object, kind: object.kind, path: 'metadata.annotations' }, findings);
      const template = podTemplateOf(object);
      if (template !== undefined) {
        checkAll(template, { object, kind: 'Pod', path: 'spec.template.metadata.annotations' }, findings);
      }
    }
  },
};

interface Place {
  readonly object: KubeObject;
  readonly kind: string;
  readonly path: string;
}

function checkAll(
  { annotations: written = {}, labels = {} }: Partial<ObjectMeta>,
  place: Place,
  findings: FindingList,
): void {
  for (const name of Object.keys(written)) {
    if (isOfIstio(name)) checkOne(name, Object.hasOwn(labels, name), place, findings);
  }
}

/** @param hasLabel whether a label of the same name is there, too: who wrote both knows of the newer one */
function checkOne(name: string, hasLabel: boolean, { object, kind, path }: Place, findings: FindingList): void {
  const report = (code: 'IST0107' | 'IST0108' | 'IST0135', message: string) =>
    findings.report(code, message, refOf(object), fieldOf(path, name));
  const known = knownAnnotations.get(name);
  if (known === undefined) {
    report('IST0108', `Istio has no annotation ${name}, so it does nothing${meant(name)}`);
    return;
  }
  if (known.deprecated !== undefined && !hasLabel) {
    report('IST0135', `annotation ${name} is deprecated; ${known.deprecated}`);
  }
  if (known.kinds.includes('Any') || known.kinds.includes(kind)) return;
  report('IST0107', `annotation ${name} does nothing on a ${kind}; it belongs on a ${known.kinds.join(' or ')}`);
}

function meant(name: string): string {
  const nearest = nearestName(name, [...knownAnnotations.keys()]);
  return nearest === undefined ? '; take it away, or look its name up' : `; did you mean ${nearest}?`;
}

function isOfIstio(name: string): boolean {
  if (name === 'kubernetes.io/ingress.class') return true;
  const [prefix = ''] = name.split('/');
  return prefix.endsWith('istio.io') && !freePrefixes.some((free) => name.startsWith(free));
}

/** The metadata of the pods that a Deployment, Job … makes. */
function podTemplateOf({ spec }: KubeObject): Partial<ObjectMeta> | undefined {
  if (typeof spec !== 'object' || spec === null || !('template' in spec)) return undefined;
  return (spec.template as { readonly metadata?: Partial<ObjectMeta> } | undefined)?.metadata;
}
