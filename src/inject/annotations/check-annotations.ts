// What the values of annotations have to be (istio, pkg/kube/inject/validate.go).
import { canonicalQuantity } from '../pod/quantity.ts';
import { cidrListFault, portFault, portListFault } from './ports.ts';

type Check = (value: string) => string | undefined;

function prefixed(name: string, check: Check): Check {
  return (value) => {
    const fault = check(value);
    return fault === undefined ? undefined : `${name} invalid: ${fault}`;
  };
}

function orAll(check: Check): Check {
  return (value) => (value === '*' ? undefined : check(value));
}

function mode(value: string): string | undefined {
  return ['REDIRECT', 'TPROXY', 'NONE'].includes(value)
    ? undefined
    : `interceptionMode invalid, use REDIRECT,TPROXY,NONE: ${value}`;
}

function unsigned(value: string): string | undefined {
  if (!/^\d+$/.test(value)) return `parsing "${value}": invalid syntax`;
  return Number(value) > 0xffffffff ? `parsing "${value}": value out of range` : undefined;
}

/** strconv.ParseBool. */
export function parseBoolean(value: string): boolean | undefined {
  if (/^(?:1|t|T|TRUE|true|True)$/.test(value)) return true;
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? false : undefined;
}

function boolean(value: string): string | undefined {
  return parseBoolean(value) === undefined ? `parsing "${value}": invalid syntax` : undefined;
}

function quantity(value: string): string | undefined {
  return canonicalQuantity(value) === undefined ? 'not a quantity such as 100m or 128Mi' : undefined;
}

/** The kernel has no longer names; what else is in them would reach a shell. */
function interfaces(value: string): string | undefined {
  for (const name of value === '' ? [] : value.split(',')) {
    if (!/^[\w.:*+@-]+$/.test(name.trim())) return `interface name "${name}" contains invalid characters`;
    if (name.trim().length > 15) return `interface name "${name}" is longer than 15 characters`;
  }
  return undefined;
}

const checks: Readonly<Record<string, Check>> = {
  'sidecar.istio.io/interceptionMode': mode,
  'status.sidecar.istio.io/port': prefixed('excludeInboundPorts', portFault),
  'readiness.status.sidecar.istio.io/initialDelaySeconds': unsigned,
  'readiness.status.sidecar.istio.io/periodSeconds': unsigned,
  'readiness.status.sidecar.istio.io/failureThreshold': unsigned,
  'traffic.sidecar.istio.io/includeOutboundIPRanges': prefixed('includeIPRanges', orAll(cidrListFault)),
  'traffic.sidecar.istio.io/excludeOutboundIPRanges': prefixed('excludeIPRanges', cidrListFault),
  'traffic.sidecar.istio.io/includeInboundPorts': prefixed('includeInboundPorts', orAll(portListFault)),
  'traffic.sidecar.istio.io/excludeInboundPorts': prefixed('excludeInboundPorts', portListFault),
  'traffic.sidecar.istio.io/includeOutboundPorts': prefixed('includeOutboundPorts', orAll(portListFault)),
  'traffic.sidecar.istio.io/excludeOutboundPorts': prefixed('excludeOutboundPorts', portListFault),
  'traffic.sidecar.istio.io/excludeInterfaces': interfaces,
  'traffic.sidecar.istio.io/kubevirtInterfaces': interfaces,
  'istio.io/reroute-virtual-interfaces': interfaces,
  'sidecar.istio.io/proxyCPU': quantity,
  'sidecar.istio.io/proxyCPULimit': quantity,
  'sidecar.istio.io/proxyMemory': quantity,
  'sidecar.istio.io/proxyMemoryLimit': quantity,
  'prometheus.istio.io/merge-metrics': boolean,
};

/** Returns what is wrong with annotations, in the order of their names. */
export function annotationFaults(annotations: Readonly<Record<string, string>>): readonly string[] {
  return Object.keys(annotations)
    .sort()
    .flatMap((name) => {
      const value = annotations[name] ?? '';
      const fault = Object.hasOwn(checks, name) ? checks[name]?.(value) : undefined;
      return fault === undefined ? [] : [`invalid value '${value}' for annotation '${name}': ${fault}`];
    });
}
