// WasmPlugin: a filter of one's own in the proxy.
import { int32, statusField, uint32 } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { any, field, type Infer, list, object, oneOfStrings, required, string } from '../../schema.ts';
import { targetFields } from '../target.ts';

const environmentVariable = object({
  name: required(string({ minLength: 1, maxLength: 256 }), 'Name of the variable.'),
  valueFrom: field(oneOfStrings('INLINE', 'HOST'), 'Whose variable it is. Default INLINE.'),
  value: field(string({ maxLength: 2048 }), 'Its value, for INLINE.'),
});

const trafficSelector = object({
  mode: field(oneOfStrings('UNDEFINED', 'CLIENT', 'SERVER', 'CLIENT_AND_SERVER'), 'On which side.'),
  ports: field(list(object({ number: required(uint32, 'Port number.') })), 'On which ports.'),
});

const spec = object(
  {
    ...targetFields,
    url: required(string({ minLength: 1 }), 'Where the module is: oci, http, https or file.'),
    sha256: field(string({ pattern: '^$|^[a-f0-9]{64}$' }), 'Digest of the module.'),
    imagePullPolicy: field(oneOfStrings('UNSPECIFIED_POLICY', 'IfNotPresent', 'Always'), 'When it is fetched.'),
    imagePullSecret: field(string({ minLength: 1, maxLength: 253 }), 'Secret with which it is fetched.'),
    verificationKey: field(string(), 'Not used.'),
    pluginConfig: field(any(), 'Configuration of the plugin.'),
    pluginName: field(string({ minLength: 1, maxLength: 256 }), 'Name of the plugin.'),
    phase: field(oneOfStrings('UNSPECIFIED_PHASE', 'AUTHN', 'AUTHZ', 'STATS'), 'Where in the chain it is put.'),
    priority: field(int32, 'Those with a higher number come first.', { nullable: true }),
    failStrategy: field(oneOfStrings('FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD'), 'What happens where it fails.'),
    vmConfig: field(
      object({ env: field(list(environmentVariable, { maxItems: 256, uniqueBy: 'name' }), 'Environment.') }),
      'The machine that runs it.',
    ),
    match: field(list(trafficSelector), 'Which traffic.'),
    type: field(oneOfStrings('UNSPECIFIED_PLUGIN_TYPE', 'HTTP', 'NETWORK'), 'What it filters. Default HTTP.'),
  },
  { nulls: 'refused' },
);

export const wasmPluginSchema = kubeObject({
  spec: required(spec, 'The plugin.'),
  status: statusField,
});

/** A WasmPlugin as stored. */
export interface WasmPlugin extends KubeObject {
  readonly spec: Infer<typeof spec>;
}
