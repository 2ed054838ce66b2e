// The injection configuration: key `config` of ConfigMap istio-sidecar-injector, of today or of 0.8, or a bare template.
import { parseDocuments } from '../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../lib/errors.ts';
import type { IstioGeneration } from './mesh/mesh-config.ts';
import { isObject, type JsonObject } from './pod/json.ts';

export interface InjectConfig {
  readonly generation: IstioGeneration;
  /** Texts by name; 0.8 and a bare template have one, `sidecar`. */
  readonly templates: Readonly<Record<string, string>>;
  /** What is to be said about it. */
  readonly notes: readonly string[];
}

/** The template that is run unless the pod asks for others. */
export const defaultTemplate = 'sidecar';

/** Reads an injection configuration. @throws CliError where it has no template */
export function readInjectConfig(text: string): InjectConfig {
  const value = yamlObject(text);
  if (value === undefined) return { generation: 'current', templates: { [defaultTemplate]: text }, notes: [] };
  const templates = textsOf(value.templates);
  if (templates !== undefined) return { generation: 'current', templates, notes: notesOn(value) };
  if (typeof value.template === 'string' && 'policy' in value) {
    return { generation: '0.8', templates: { [defaultTemplate]: value.template }, notes: notesOn(value) };
  }
  if ('policy' in value || 'templates' in value) {
    throw new CliError('the injection configuration has no templates', { exitCode: ExitCode.badInput });
  }
  return { generation: 'current', templates: { [defaultTemplate]: text }, notes: [] };
}

/** Undefined where the text is no YAML: then it is a template itself, as istioctl takes it. */
function yamlObject(text: string): JsonObject | undefined {
  try {
    const [document] = parseDocuments('<injection configuration>', text);
    return isObject(document?.value) ? document.value : undefined;
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}

function textsOf(value: unknown): Record<string, string> | undefined {
  if (!isObject(value) || Object.keys(value).length === 0) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string')) as Record<
    string,
    string
  >;
}

/** Settings for the webhook, which asks a cluster about namespaces; injection by hand goes by the object alone. */
function notesOn({
  policy,
  defaultTemplates,
  neverInjectSelector,
  alwaysInjectSelector,
  injectedAnnotations,
}: JsonObject): string[] {
  const ignored: string[] = [];
  if (policy !== 'enabled' && policy !== undefined) ignored.push(`policy ${JSON.stringify(policy)}`);
  if (Array.isArray(defaultTemplates) && defaultTemplates.join() !== defaultTemplate) ignored.push('defaultTemplates');
  if (Array.isArray(neverInjectSelector) && neverInjectSelector.length > 0) ignored.push('neverInjectSelector');
  if (Array.isArray(alwaysInjectSelector) && alwaysInjectSelector.length > 0) ignored.push('alwaysInjectSelector');
  if (isObject(injectedAnnotations) && Object.keys(injectedAnnotations).length > 0) ignored.push('injectedAnnotations');
  return ignored.map(
    (name) => `injection configuration: ${name} is for the webhook and has no effect here, as in istioctl`,
  );
}
