// The verdict on one object of the input.
import type { Decoded } from '../../kinds/decode/decoded.ts';
import type { Problem } from '../../kinds/problem.ts';
import type { Finding, ResourceRef } from '../../lib/finding.ts';

export interface Verdict {
  readonly decoded: Decoded;
  readonly namespace: string;
  readonly resource: ResourceRef;
  /** Whether an API server with Istio's validation would store it. */
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
}

/** Judges an object that is to go to a namespace. */
export function verdictOn(decoded: Decoded, namespace: string): Verdict {
  const { kind, name, origin, problems } = decoded;
  const resource = { kind: kind === '' ? 'object' : kind, namespace, name };
  const findings = [...problems, ...unenforcedPolicy(decoded)].map((problem) => ({
    ...problem,
    resource,
    position: origin.locate(problem.path ?? ''),
  }));
  findings.sort((a, b) => a.position.line - b.position.line || a.position.column - b.position.column);
  return { decoded, namespace, resource, accepted: !problems.some(({ severity }) => severity === 'error'), findings };
}

/** A policy is no mistake: it is accepted here, though create and apply want to be told. */
function unenforcedPolicy({ status, kind }: Decoded): readonly Problem[] {
  if (status !== 'policy') return [];
  const message = `${kind} is known but not enforced, create and apply refuse it without --allow-unenforced`;
  return [{ code: 'ICTL0005', severity: 'warning', message, path: 'kind' }];
}
