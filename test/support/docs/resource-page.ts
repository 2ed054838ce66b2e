import { destinationRuleSchema } from '../../../src/kinds/destination-rule/destination-rule.ts';
import { fieldOf } from '../../../src/kinds/field-path.ts';
import { gatewaySchema } from '../../../src/kinds/gateway/gateway.ts';
import { meshConfigSchema } from '../../../src/kinds/mesh-config/mesh-config.ts';
import type { Enforcement, Field, ObjectSchema, Schema } from '../../../src/kinds/schema.ts';
import { serviceEntrySchema } from '../../../src/kinds/service-entry/service-entry.ts';
import { virtualServiceSchema } from '../../../src/kinds/virtual-service/virtual-service.ts';
import { workloadEntrySchema } from '../../../src/kinds/workload-entry/workload-entry.ts';

interface Resource {
  readonly name: string;
  readonly intro: string;
  readonly schema: Schema;
}

const versions = '`networking.istio.io/v1`, `v1beta1` and `v1alpha3`, which are views of one object.';

/** Pages below docs/resources/, by file name. */
const resources: Readonly<Record<string, Resource>> = {
  gateway: {
    name: 'Gateway',
    intro: `${versions} Short name \`gw\`. Which ports, hosts and certificates a gateway serves.`,
    schema: specOf(gatewaySchema),
  },
  'virtual-service': {
    name: 'VirtualService',
    intro: `${versions} Short name \`vs\`. How requests for its hosts are routed.`,
    schema: specOf(virtualServiceSchema),
  },
  'destination-rule': {
    name: 'DestinationRule',
    intro: `${versions} Short name \`dr\`. What happens to traffic for a host after it was routed.`,
    schema: specOf(destinationRuleSchema),
  },
  'service-entry': {
    name: 'ServiceEntry',
    intro: `${versions} Short name \`se\`. A service that is not a Kubernetes Service, with its endpoints.`,
    schema: specOf(serviceEntrySchema),
  },
  'workload-entry': {
    name: 'WorkloadEntry',
    intro: `${versions} Short name \`we\`. One endpoint of the ServiceEntries whose \`workloadSelector\` fits its labels.`,
    schema: specOf(workloadEntrySchema),
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

function page({ name, intro, schema }: Resource): string {
  return `# ${name}

Made by \`npm run docs\` from the schema.

${intro}

| field | what it does | here |
|---|---|---|
${rows(schema, '').join('\n')}

Required fields are bold. Every other field is refused, and so is a value of another type (ICTL0001). What Istio's
validation refuses is refused (ICTL0002); [differences](../differences.md) are few.
`;
}

function rows(schema: Schema, path: string): readonly string[] {
  if (schema.type === 'list') return rows(schema.items, `${path}[]`);
  if (schema.type === 'map') return rows(schema.values, fieldOf(path, 'NAME'));
  if (schema.type !== 'object') return [];
  return Object.entries(schema.fields).flatMap(([name, field]) => fieldRows(fieldOf(path, name), field));
}

function fieldRows(path: string, { schema, required, description, enforcement }: Field): readonly string[] {
  const name = required ? `**\`${path}\`**` : `\`${path}\``;
  const row = `| ${name} | ${cell(description)} | ${cell(hereText(enforcement))} |`;
  // What is inside a field that nothing enforces needs no rows of its own.
  return enforcement === undefined ? [row, ...rows(schema, path)] : [row];
}

function hereText(enforcement: Enforcement | undefined): string {
  if (enforcement === undefined) return 'as Istio';
  if (enforcement === 'no-effect') return 'no effect at a gateway (ICTL0011)';
  return `not enforced: ${enforcement.notEnforced} (ICTL0010)`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
