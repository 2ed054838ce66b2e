// Every finding code, never reused. IST0nnn where Istio's analyzers have the check, else ICTL0nnn.
// docs/findings.md is generated from this table. Keep sorted by code.
import type { Severity } from './finding.ts';

interface CatalogueEntry {
  readonly severity: Severity;
  /** What the code means, in one sentence. */
  readonly summary: string;
}

const catalogue = {
  ICTL0001: { severity: 'error', summary: 'The object does not fit the schema of its kind.' },
  ICTL0002: { severity: 'error', summary: 'The object is refused by validation.' },
  ICTL0003: { severity: 'warning', summary: 'The object is accepted with a warning of Istio validation.' },
  ICTL0004: { severity: 'info', summary: 'Objects of kinds that ictl does not know were skipped.' },
  ICTL0005: { severity: 'error', summary: 'A policy kind that ictl knows but does not enforce.' },
  ICTL0006: { severity: 'warning', summary: 'A field of an old API version was converted.' },
  ICTL0007: { severity: 'error', summary: 'The kind is not known.' },
  ICTL0010: { severity: 'warning', summary: 'The field is accepted but not enforced by the embedded proxy yet.' },
  ICTL0011: { severity: 'info', summary: 'The field has no effect at an ingress gateway.' },
  ICTL0020: {
    severity: 'error',
    summary: 'A server or TLS match is left out, for an earlier one of the same port has what it wants.',
  },
  ICTL0021: { severity: 'error', summary: 'A path of an Ingress is left out, for its backend cannot be used.' },
  ICTL0022: { severity: 'warning', summary: 'A TCP or TLS server has no route, so its port is not listened on.' },
  ICTL0023: { severity: 'error', summary: 'Envoy would refuse this part of the configuration, so it is left out.' },
  ICTL0024: {
    severity: 'error',
    summary: 'A certificate, key or CA that a server or a DestinationRule names is missing or cannot be used.',
  },
  ICTL0025: { severity: 'warning', summary: 'A destination has no endpoint, so requests get 503.' },
  ICTL0026: {
    severity: 'error',
    summary: 'The certificate belongs to the control plane of a mesh, which there is not.',
  },
  ICTL0027: { severity: 'error', summary: 'The mesh config cannot be used; defaults hold instead.' },
  ICTL0030: { severity: 'error', summary: 'The gateway Deployment that serve shall play does not exist.' },
  ICTL0050: { severity: 'error', summary: 'A value given to `ictl render` is not known, or is refused.' },
  ICTL0060: { severity: 'warning', summary: 'A socket of a listener cannot be bound.' },
  ICTL0061: { severity: 'error', summary: 'A served file cannot be read any more; its last good objects are served.' },
  IST0101: { severity: 'error', summary: 'Something that a resource names does not exist.' },
  IST0112: { severity: 'warning', summary: 'A destination names no port of a Service that has several.' },
  IST0130: { severity: 'warning', summary: 'A rule of a VirtualService is never reached.' },
  IST0131: { severity: 'warning', summary: 'A match of a VirtualService never applies, for an earlier one covers it.' },
  IST0132: {
    severity: 'warning',
    summary: 'A host of a VirtualService is on no server of the Gateway it is bound to.',
  },
  IST0161: { severity: 'error', summary: 'The Secret with the certificate of a server cannot be used.' },
} as const satisfies Record<string, CatalogueEntry>;

export type FindingCode = keyof typeof catalogue;
export const findingCatalogue: Readonly<Record<FindingCode, CatalogueEntry>> = catalogue;
