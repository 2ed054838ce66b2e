// Which findings are not to be shown: by a rule, in the syntax of `istioctl analyze --suppress`, or by the annotation
// that Istio reads from the resource itself.
import type { KubeObject } from '../kinds/object.ts';
import type { Finding, ResourceRef } from '../lib/finding.ts';
import type { FindingCode } from '../lib/finding-catalogue.ts';
import { objectId } from '../snapshot/snapshot.ts';

/** A comma separated list of codes, or `*`. */
const suppressAnnotation = 'galley.istio.io/analyze-suppress';

/** Codes under which Istio's analyzers know what ictl has under its own, or had it before. */
const istioCodes: Readonly<Partial<Record<FindingCode, string>>> = {
  ICTL0001: 'IST0106',
  ICTL0002: 'IST0106',
  ICTL0003: 'IST0133',
  ICTL0006: 'IST0002',
  IST0162: 'IST0104',
};

/** `IST0102=Namespace default`, both sides with `*` and `?`. */
export interface SuppressionRule {
  readonly text: string;
  readonly code: RegExp;
  /** `<kind> <name>.<namespace>`, without the namespace for kinds that have none. */
  readonly resource: RegExp;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  /** The rule's text, or undefined for the annotation of the resource. */
  readonly rule: string | undefined;
}

export interface SuppressionResult {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Reads a rule; undefined where it has another form. */
export function parseSuppression(text: string): SuppressionRule | undefined {
  const [, code, kind, name] = /^([A-Za-z0-9*?]+)=(\S+)\s+(\S+)$/.exec(text.trim()) ?? [];
  if (code === undefined || kind === undefined || name === undefined) return undefined;
  return { text, code: globPattern(code), resource: globPattern(`${kind} ${name}`) };
}

/** Parts the findings. @param objects whose annotations count */
export function suppress(
  findings: readonly Finding[],
  rules: readonly SuppressionRule[],
  objects: Iterable<KubeObject>,
): SuppressionResult {
  const annotated = annotatedObjects(objects);
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  for (const finding of findings) {
    const { code, resource } = finding;
    const codes = [code, istioCodes[code] ?? code];
    const rule = resource && rules.find((one) => suppresses(one, codes, resource));
    if (rule !== undefined) suppressed.push({ finding, rule: rule.text });
    else if (resource !== undefined && isAnnotated(resource, codes, annotated))
      suppressed.push({ finding, rule: undefined });
    else kept.push(finding);
  }
  return { findings: kept, suppressed };
}

function suppresses(
  { code, resource }: SuppressionRule,
  codes: readonly string[],
  { kind, namespace, name }: ResourceRef,
): boolean {
  return (
    codes.some((one) => code.test(one)) && resource.test(`${kind} ${name}${namespace === '' ? '' : `.${namespace}`}`)
  );
}

/** Object -> the codes that it suppresses. */
function annotatedObjects(objects: Iterable<KubeObject>): ReadonlyMap<string, readonly string[]> {
  const annotated = new Map<string, readonly string[]>();
  for (const object of objects) {
    const value = object.metadata.annotations?.[suppressAnnotation];
    if (value !== undefined)
      annotated.set(
        objectId(object),
        value.split(',').map((code) => code.trim()),
      );
  }
  return annotated;
}

function isAnnotated(
  { kind, namespace, name }: ResourceRef,
  codes: readonly string[],
  annotated: ReadonlyMap<string, readonly string[]>,
): boolean {
  if (annotated.size === 0) return false;
  const wanted = annotated.get(objectId({ kind, metadata: { namespace, name } })) ?? [];
  return wanted.includes('*') || codes.some((code) => wanted.includes(code));
}

/** `*` is any text, `?` any character; kinds and codes are compared without regard to case. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 'i');
}
