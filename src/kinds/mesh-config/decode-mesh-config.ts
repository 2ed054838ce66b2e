// Decodes the text of a mesh config strictly: an unknown field is a problem, not something to be ignored.
import { checkSchema } from '../check/check-schema.ts';
import { unenforcedFields } from '../check/unenforced-fields.ts';
import { nodeOrigin } from '../decode/node-origin.ts';
import { parseDocuments } from '../decode/parse-documents.ts';
import { fieldOf } from '../field-path.ts';
import { refused } from '../field-problem.ts';
import { checkDuration } from '../istio-rules/fields.ts';
import { checkLocalityLbSetting } from '../istio-rules/locality.ts';
import { domainFault } from '../istio-rules/names.ts';
import type { Problem } from '../problem.ts';
import { checkRetries } from '../virtual-service/validate/http-policies.ts';
import { checkAccessLogFormat } from './check-access-log-format.ts';
import { defaultMeshConfig, type MeshConfig, meshConfigSchema, withMeshDefaults } from './mesh-config.ts';

export interface DecodedMeshConfig {
  /** With defaults; the default config itself where `problems` has an error. */
  readonly meshConfig: MeshConfig;
  /** Paths are those within the mesh config. */
  readonly problems: readonly Problem[];
  /** The line of the text, from 1, on which a field stands. */
  readonly lineOf: (path: string) => number;
}

/**
 * Decodes a mesh config, such as the value of the key `mesh` of the ConfigMap `istio`; an empty text is the default.
 * @throws CliError where it is not YAML
 */
export function decodeMeshConfig(text: string, file = '<mesh config>'): DecodedMeshConfig {
  const documents = parseDocuments(file, text);
  const [document] = documents;
  if (document === undefined) return { meshConfig: defaultMeshConfig, problems: [], lineOf: () => 1 };
  const lineOf = (path: string): number => nodeOrigin(document.place, []).locate(path).line;
  const { value, problems } = checkSchema(document.value, meshConfigSchema, { snakeCase: true });
  const found = [...document.problems, ...problems, ...tooManyDocuments(documents.length)];
  if (found.length > 0) return { meshConfig: defaultMeshConfig, problems: found, lineOf };
  const meshConfig = withMeshDefaults(value as MeshConfig);
  const validated = validateMeshConfig(meshConfig);
  const refusedAny = validated.some(({ severity }) => severity === 'error');
  return {
    meshConfig: refusedAny ? defaultMeshConfig : meshConfig,
    problems: [...validated, ...unenforcedFields(value, meshConfigSchema)],
    lineOf,
  };
}

function tooManyDocuments(count: number): readonly Problem[] {
  return count > 1 ? [refused('', `expected one document, got ${count}`)] : [];
}

/** What Istio checks of the fields that matter here (istio, ValidateMeshConfig). */
function validateMeshConfig(meshConfig: MeshConfig): readonly Problem[] {
  const { defaultHttpRetryPolicy, localityLbSetting, trustDomain } = meshConfig;
  const domain = domainFault(trustDomain);
  return [
    ...checkDuration('connectTimeout', meshConfig.connectTimeout),
    ...checkDuration('dnsRefreshRate', meshConfig.dnsRefreshRate),
    ...(domain === undefined ? [] : [refused('trustDomain', domain)]),
    ...checkLocalityLbSetting('localityLbSetting', localityLbSetting, true),
    ...(defaultHttpRetryPolicy === undefined ? [] : checkRetries('defaultHttpRetryPolicy', defaultHttpRetryPolicy)),
    ...checkLimits(meshConfig),
    ...checkAccessLogFormat(meshConfig),
  ];
}

/** The least window that HTTP/2 starts with (RFC 9113, 6.9.2); Envoy takes no less. */
const leastWindow = 65_535;
/** What HTTP/2 has room for, in windows and streams. */
const most = 2 ** 31 - 1;

const limitRanges = {
  http2InitialStreamWindowSize: [leastWindow, most],
  http2InitialConnectionWindowSize: [leastWindow, most],
  httpMaxConcurrentStreams: [1, most],
  listenerPerConnectionBufferLimitBytes: [1, 2 ** 32 - 1],
  clusterPerConnectionBufferLimitBytes: [1, 2 ** 32 - 1],
} as const;

function checkLimits({ defaultConfig }: MeshConfig): readonly Problem[] {
  const settings = defaultConfig.connectionSettings ?? {};
  const names = Object.keys(limitRanges) as (keyof typeof limitRanges)[];
  return names.flatMap((name) => {
    const [first, last] = limitRanges[name];
    const value = settings[name];
    if (value === undefined || (value >= first && value <= last)) return [];
    const path = fieldOf('defaultConfig.connectionSettings', name);
    return [refused(path, value < first ? `must be at least ${first}` : `must be at most ${last}`)];
  });
}
