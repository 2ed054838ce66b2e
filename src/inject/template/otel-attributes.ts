import { FunctionError } from '../go-template/template-error.ts';
import { type GoValue, isStruct, toPlain } from '../go-template/value.ts';

/**
 * Attributes of the workload for OpenTelemetry: none, unless an extension provider of the mesh asks for them.
 * @throws FunctionError where one does
 */
export function otelResourceAttributes([mesh = null]: readonly GoValue[]): string {
  const providers = isStruct(mesh) ? (mesh.member('ExtensionProviders') ?? null) : null;
  if (JSON.stringify(toPlain(providers))?.includes('"OTEL_SEMANTIC_CONVENTIONS"')) {
    throw new FunctionError('serviceAttributeEnrichment OTEL_SEMANTIC_CONVENTIONS is not supported');
  }
  return '';
}
