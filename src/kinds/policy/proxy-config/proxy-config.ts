// ProxyConfig: settings of proxies that are injected or started. It changes no routing.
import { int32, statusField } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { field, type Infer, map, object, string } from '../../schema.ts';
import { workloadSelector } from '../target.ts';

const spec = object(
  {
    selector: field(workloadSelector, 'The workloads it is for. Default: all of the namespace.'),
    concurrency: field(int32, 'Worker threads; 0 for one a core.', { nullable: true }),
    environmentVariables: field(map(string({ maxLength: 2048 })), 'Environment of the proxy.'),
    image: field(object({ imageType: field(string(), 'Variant of the image.') }), 'Image of the proxy.'),
  },
  { nulls: 'refused' },
);

export const proxyConfigSchema = kubeObject({
  spec: field(spec, 'Settings.'),
  status: statusField,
});

/** A ProxyConfig as stored. */
export interface ProxyConfig extends KubeObject {
  readonly spec?: Infer<typeof spec>;
}
