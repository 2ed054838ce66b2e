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
  ICTL0008: { severity: 'error', summary: 'The kind is gone, and another has taken its place.' },
  ICTL0009: { severity: 'warning', summary: 'An object stands in the input more than once; the last one counts.' },
  ICTL0010: { severity: 'warning', summary: 'The field is accepted but not enforced by the embedded proxy.' },
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
  ICTL0028: {
    severity: 'warning',
    summary: 'Outlier detection can eject nobody, for one endpoint is more than maxEjectionPercent of them.',
  },
  ICTL0030: { severity: 'error', summary: 'The gateway Deployment that serve shall play does not exist.' },
  ICTL0050: { severity: 'error', summary: 'A value given to `ictl render` is not known, or is refused.' },
  ICTL0060: { severity: 'warning', summary: 'A socket of a listener cannot be bound.' },
  ICTL0061: { severity: 'error', summary: 'A served file cannot be read any more; its last good objects are served.' },
  ICTL0070: { severity: 'warning', summary: 'The certificate of a server is not for the hosts of the server.' },
  ICTL0071: { severity: 'warning', summary: 'A server redirects to HTTPS, and no server answers there.' },
  ICTL0072: { severity: 'info', summary: 'No VirtualService is bound to a Gateway, so it answers 404.' },
  ICTL0073: {
    severity: 'info',
    summary: 'A VirtualService is bound to no Gateway, so it does nothing at an ingress gateway.',
  },
  ICTL0074: {
    severity: 'warning',
    summary: 'A DestinationRule is not heeded, for an older one of the same host says the same thing.',
  },
  ICTL0075: { severity: 'warning', summary: 'An Ingress is not served, for its class is not that of the gateway.' },
  IST0101: { severity: 'error', summary: 'Something that a resource names does not exist.' },
  IST0107: { severity: 'warning', summary: 'An annotation of Istio stands on a kind that it does nothing on.' },
  IST0108: { severity: 'warning', summary: 'An annotation of Istio that there is not.' },
  IST0109: { severity: 'error', summary: 'Several VirtualServices for the mesh have the same host.' },
  IST0112: { severity: 'warning', summary: 'A destination names no port of a Service that has several.' },
  IST0118: {
    severity: 'info',
    summary: 'A port of a Service does not say its protocol, neither by name nor by appProtocol.',
  },
  IST0130: { severity: 'warning', summary: 'A rule of a VirtualService is never reached.' },
  IST0131: { severity: 'warning', summary: 'A match of a VirtualService never applies, for an earlier one covers it.' },
  IST0132: {
    severity: 'warning',
    summary: 'A host of a VirtualService is on no server of the Gateway it is bound to.',
  },
  IST0135: { severity: 'info', summary: 'An annotation is deprecated.' },
  IST0138: {
    severity: 'warning',
    summary: 'Several Gateways have the same certificate, so HTTP/2 clients reuse connections and get 404.',
  },
  IST0140: {
    severity: 'warning',
    summary: 'An ingress route does not take the subsets that a VirtualService for the mesh has.',
  },
  IST0145: { severity: 'warning', summary: 'Several Gateways have the same host on the same port.' },
  IST0149: { severity: 'error', summary: 'A route matches on claims of a JWT that nothing verifies at the gateway.' },
  IST0150: { severity: 'warning', summary: 'A port of an ExternalName Service must say its protocol.' },
  IST0161: { severity: 'error', summary: 'The Secret with the certificate of a server cannot be used.' },
  IST0162: { severity: 'warning', summary: 'The port of a server is not a port of the Service of the gateway.' },
  IST0173: { severity: 'warning', summary: 'A subset of a DestinationRule fits no endpoint.' },
  IST0174: { severity: 'warning', summary: 'A DestinationRule is for a host that nobody has.' },
  IST0177: { severity: 'warning', summary: 'Several ServiceEntries give the same host and port different protocols.' },
} as const satisfies Record<string, CatalogueEntry>;

export type FindingCode = keyof typeof catalogue;
export const findingCatalogue: Readonly<Record<FindingCode, CatalogueEntry>> = catalogue;
