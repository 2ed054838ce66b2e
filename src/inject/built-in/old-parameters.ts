// The template of 0.8 is itself made of a template: `istioctl kube-inject` filled these in from flags.
import { readTemplate } from '../../lib/read-template.ts';
import { sprigFunctions } from '../go-template/functions/sprig-functions.ts';
import { compileTemplate } from '../go-template/template.ts';
import { GoMap } from '../go-template/value.ts';

export interface OldParameters {
  readonly hub: string;
  readonly tag: string;
  readonly imagePullPolicy: string;
  readonly sidecarProxyUID: number;
  readonly includeIPRanges: string;
  readonly excludeIPRanges: string;
  readonly includeInboundPorts: string;
  readonly excludeInboundPorts: string;
  /** Adds a privileged container that lets the node write core dumps. */
  readonly coreDump: boolean;
  /** The image with tools in it, privileged. */
  readonly debug: boolean;
}

export const oldDefaults: OldParameters = {
  hub: 'docker.io/istio',
  tag: '0.8.0',
  imagePullPolicy: 'IfNotPresent',
  sidecarProxyUID: 1337,
  includeIPRanges: '*',
  excludeIPRanges: '',
  includeInboundPorts: '*',
  excludeInboundPorts: '',
  coreDump: false,
  debug: false,
};

/** Returns the injection configuration of Istio 0.8. */
export function oldInjectConfig(parameters: OldParameters): string {
  const { hub, tag, debug } = parameters;
  const template = compileTemplate(readTemplate('inject', 'istio-0.8.yaml'), {
    name: 'istio-0.8',
    functions: sprigFunctions,
  });
  return template(
    new GoMap([
      ['InitImage', `${hub}/proxy_init:${tag}`],
      ['ProxyImage', `${hub}/${debug ? 'proxy_debug' : 'proxyv2'}:${tag}`],
      ['ImagePullPolicy', parameters.imagePullPolicy],
      ['SidecarProxyUID', BigInt(parameters.sidecarProxyUID)],
      ['IncludeIPRanges', parameters.includeIPRanges],
      ['ExcludeIPRanges', parameters.excludeIPRanges],
      ['IncludeInboundPorts', parameters.includeInboundPorts],
      ['ExcludeInboundPorts', parameters.excludeInboundPorts],
      ['EnableCoreDump', parameters.coreDump],
      ['Debug', debug],
    ]),
  );
}

/** Returns the mesh config of an installation of Istio 0.8. */
export function oldMeshConfig(): string {
  return readTemplate('inject', 'istio-0.8-mesh.yaml');
}
