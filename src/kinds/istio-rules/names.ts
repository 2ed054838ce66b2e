// The forms of names that Istio checks (istio, pkg/config/labels and pkg/config/validation/agent). Each rule answers
// with what is wrong, or with undefined. Unlike Kubernetes' rules they take upper case.
import { isIP } from 'node:net';

const maxLabelLength = 63;
const maxDomainLength = 255;
const label = '[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?';
const labelPattern = new RegExp(`^${label}$`);
/** `*`, or a label that may begin with `*` or `*-`. */
const wildcardLabelPattern = new RegExp(`^(?:\\*|(?:\\*-?)?${label})$`);

/** Whether a text is one label of a domain name. */
export function isDnsLabel(value: string): boolean {
  return value.length <= maxLabelLength && labelPattern.test(value);
}

/** Whether a text is an IP address without port or prefix. */
export function isIpAddress(value: string): boolean {
  return isIP(value) !== 0;
}

/** A domain name without wildcard; one label suffices. */
export function domainFault(domain: string): string | undefined {
  return lengthFault(domain) ?? labelsFault(domain);
}

/** A domain name whose first label may be or begin with `*`. */
export function wildcardDomainFault(domain: string): string | undefined {
  const fault = lengthFault(domain);
  if (fault !== undefined) return fault;
  const dot = domain.indexOf('.');
  const first = dot === -1 ? domain : domain.slice(0, dot);
  if (first.length > maxLabelLength || !wildcardLabelPattern.test(first)) return invalidLabel(domain, first);
  return dot === -1 ? undefined : labelsFault(domain.slice(dot + 1));
}

/** A wildcard that is not a whole label, such as `*a.com` or `a*.com`. */
export function partialWildcardFault(host: string): string | undefined {
  if (!host.includes('*') || host === '*' || host.startsWith('*.')) return undefined;
  return `partial wildcard ${JSON.stringify(host)} not allowed`;
}

/** An address, or a subnet such as `10.0.0.0/8`. */
export function subnetFault(subnet: string): string | undefined {
  const [address = '', bits, ...rest] = subnet.split('/');
  if (bits === undefined || rest.length > 0) return isIpAddress(subnet) ? undefined : `${subnet} is not a valid IP`;
  const most = isIP(address) === 4 ? 32 : 128;
  const fits =
    isIpAddress(address) && !address.includes('%') && /^(?:0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= most;
  return fits ? undefined : `${subnet} is not a valid CIDR block`;
}

function lengthFault(domain: string): string | undefined {
  if (domain.length > maxDomainLength) return `domain name ${JSON.stringify(domain)} too long (max ${maxDomainLength})`;
  return domain === '' ? 'empty domain name not allowed' : undefined;
}

function labelsFault(domain: string): string | undefined {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (/^[-+]?\d+$/.test(top)) {
    return `domain name ${JSON.stringify(domain)} invalid (top level domain ${JSON.stringify(top)} cannot be all-numeric)`;
  }
  // The last label may be empty: `example.com.` is unambiguous.
  const checked = top === '' ? labels.slice(0, -1) : labels;
  const bad = checked.find((one) => !isDnsLabel(one));
  return bad === undefined ? undefined : invalidLabel(domain, bad);
}

function invalidLabel(domain: string, bad: string): string {
  return `domain name ${JSON.stringify(domain)} invalid (label ${JSON.stringify(bad)} invalid)`;
}
