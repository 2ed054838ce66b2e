import { kindSummaries } from '../../../src/cli/explain/kind-summaries.ts';
import { destinationRuleSchema } from '../../../src/kinds/destination-rule/destination-rule.ts';
import { fieldOf } from '../../../src/kinds/field-path.ts';
import { gatewaySchema } from '../../../src/kinds/gateway/gateway.ts';
import { meshConfigSchema } from '../../../src/kinds/mesh-config/mesh-config.ts';
import { authorizationPolicySchema } from '../../../src/kinds/policy/authorization-policy/authorization-policy.ts';
import { envoyFilterSchema } from '../../../src/kinds/policy/envoy-filter/envoy-filter.ts';
import { peerAuthenticationSchema } from '../../../src/kinds/policy/peer-authentication/peer-authentication.ts';
import { proxyConfigSchema } from '../../../src/kinds/policy/proxy-config/proxy-config.ts';
import { requestAuthenticationSchema } from '../../../src/kinds/policy/request-authentication/request-authentication.ts';
import { sidecarSchema } from '../../../src/kinds/policy/sidecar/sidecar.ts';
import { telemetrySchema } from '../../../src/kinds/policy/telemetry/telemetry.ts';
import { wasmPluginSchema } from '../../../src/kinds/policy/wasm-plugin/wasm-plugin.ts';
import { workloadGroupSchema } from '../../../src/kinds/policy/workload-group/workload-group.ts';
import type { Enforcement, Field, ObjectSchema, Schema } from '../../../src/kinds/schema.ts';
import { serviceEntrySchema } from '../../../src/kinds/service-entry/service-entry.ts';
import { virtualServiceSchema } from '../../../src/kinds/virtual-service/virtual-service.ts';
import { workloadEntrySchema } from '../../../src/kinds/workload-entry/workload-entry.ts';

interface Resource {
  readonly name: string;
  readonly intro: string;
  readonly schema: Schema;
  /** Checked and kept, but not enforced: every field. */
  readonly isUnenforced?: boolean;
}

const versions = '`networking.istio.io/v1`, `v1beta1` and `v1alpha3`, which are views of one object.';

const security = '`security.istio.io/v1` and `v1beta1`, which are views of one object.';
const unenforced =
  'Known and checked, but **not enforced**: `create`, `apply` and `serve -f` refuse it unless `--allow-unenforced` is given, which leaves an error finding (ICTL0005).';

/** Pages below docs/resources/, by file name. */
const resources: Readonly<Record<string, Resource>> = {
  gateway: {
    name: 'Gateway',
    intro: `${versions} Short name \`gw\`.`,
    schema: specOf(gatewaySchema),
  },
  'virtual-service': {
    name: 'VirtualService',
    intro: `${versions} Short name \`vs\`.`,
    schema: specOf(virtualServiceSchema),
  },
  'destination-rule': {
    name: 'DestinationRule',
    intro: `${versions} Short name \`dr\`.`,
    schema: specOf(destinationRuleSchema),
  },
  'service-entry': {
    name: 'ServiceEntry',
    intro: `${versions} Short name \`se\`.`,
    schema: specOf(serviceEntrySchema),
  },
  'workload-entry': {
    name: 'WorkloadEntry',
    intro: `${versions} Short name \`we\`.`,
    schema: specOf(workloadEntrySchema),
  },
  'authorization-policy': {
    name: 'AuthorizationPolicy',
    intro: `${security} Short name \`ap\`. ${unenforced}`,
    schema: specOf(authorizationPolicySchema),
    isUnenforced: true,
  },
  'request-authentication': {
    name: 'RequestAuthentication',
    intro: `${security} Short name \`ra\`. ${unenforced}`,
    schema: specOf(requestAuthenticationSchema),
    isUnenforced: true,
  },
  'peer-authentication': {
    name: 'PeerAuthentication',
    intro: `${security} Short name \`pa\`. ${unenforced}`,
    schema: specOf(peerAuthenticationSchema),
    isUnenforced: true,
  },
  'envoy-filter': {
    name: 'EnvoyFilter',
    intro: `\`networking.istio.io/v1alpha3\`. Patches of the configuration of Envoy. ${unenforced}`,
    schema: specOf(envoyFilterSchema),
    isUnenforced: true,
  },
  sidecar: {
    name: 'Sidecar',
    intro: `${versions} ${unenforced}`,
    schema: specOf(sidecarSchema),
    isUnenforced: true,
  },
  telemetry: {
    name: 'Telemetry',
    intro: `\`telemetry.istio.io/v1\` and \`v1alpha1\`, which are views of one object. ${unenforced}`,
    schema: specOf(telemetrySchema),
    isUnenforced: true,
  },
  'workload-group': {
    name: 'WorkloadGroup',
    intro: `${versions} Short name \`wg\`. ${unenforced}`,
    schema: specOf(workloadGroupSchema),
    isUnenforced: true,
  },
  'proxy-config': {
    name: 'ProxyConfig',
    intro: `\`networking.istio.io/v1beta1\`. ${unenforced}`,
    schema: specOf(proxyConfigSchema),
    isUnenforced: true,
  },
  'wasm-plugin': {
    name: 'WasmPlugin',
    intro: `\`extensions.istio.io/v1alpha1\`. ${unenforced}`,
    schema: specOf(wasmPluginSchema),
    isUnenforced: true,
  },
  'mesh-config': {
    name: 'Mesh config',
    intro:
      'The key `mesh` of the ConfigMap `istio` in `istio-system`, or `ictl serve --mesh-config FILE`. Settings for all gateways.',
    schema: meshConfigSchema,
  },
};

export const resourcePages = Object.entries(resources).map(([file, resource]) => ({
  file: `resources/${file}.md`,
  text: () => page(resource),
}));

function specOf(schema: ObjectSchema): Schema {
  const { spec } = schema.fields;
  if (spec === undefined) throw new Error('the schema has no spec');
  return spec.schema;
}

function page({ name, intro, schema, isUnenforced = false }: Resource): string {
  return `# ${name}

Made by \`npm run docs\` from the schema.

${[kindSummaries[name] ?? [], intro].flat().join(' ')}

| field | what it does | here |
|---|---|---|
${rows(schema, '', isUnenforced).join('\n')}

Required fields are bold. Every other field is refused, and so is a value of another type (ICTL0001). What Istio's
validation refuses is refused (ICTL0002); [differences](../differences.md) are few.
`;
}

function rows(schema: Schema, path: string, isUnenforced: boolean): readonly string[] {
  if (schema.type === 'list') return rows(schema.items, `${path}[]`, isUnenforced);
  if (schema.type === 'map') return rows(schema.values, fieldOf(path, 'NAME'), isUnenforced);
  if (schema.type !== 'object') return [];
  return Object.entries(schema.fields).flatMap(([name, field]) => fieldRows(fieldOf(path, name), field, isUnenforced));
}

function fieldRows(path: string, field: Field, isUnenforced: boolean): readonly string[] {
  const { schema, required, description, enforcement } = field;
  const name = required ? `**\`${path}\`**` : `\`${path}\``;
  const here = isUnenforced ? 'checked, not enforced' : hereText(enforcement);
  const row = `| ${name} | ${cell(description)} | ${cell(here)} |`;
  // What is inside a field that nothing enforces needs no rows of its own.
  return enforcement === undefined || isUnenforced ? [row, ...rows(schema, path, isUnenforced)] : [row];
}

function hereText(enforcement: Enforcement | undefined): string {
  if (enforcement === undefined) return 'as Istio';
  if (enforcement === 'no-effect') return 'no effect at a gateway (ICTL0011)';
  return `not enforced: ${enforcement.notEnforced} (ICTL0010)`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
