// WasmPlugins as Istio validates them (istio, ValidateWasmPlugin).
import { refused } from '../../field-problem.ts';
import { checkPort } from '../../istio-rules/fields.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkTarget } from '../target.ts';
import type { WasmPlugin } from './wasm-plugin.ts';

const schemes: readonly string[] = ['file', 'http', 'https', 'oci'];

export function validateWasmPlugin(plugin: WasmPlugin): readonly Problem[] {
  const { spec } = plugin;
  return [
    ...checkIstioMetadata(plugin),
    ...checkTarget(spec),
    ...checkUrl(spec.url),
    ...(spec.vmConfig?.env ?? []).flatMap(({ valueFrom = 'INLINE', value = '' }, index) =>
      valueFrom === 'HOST' && value !== ''
        ? [refused(`spec.vmConfig.env[${index}].value`, 'value may only be set when valueFrom is INLINE')]
        : [],
    ),
    ...(spec.match ?? []).flatMap(({ ports = [] }, index) =>
      ports.flatMap(({ number }, at) => checkPort(`spec.match[${index}].ports[${at}].number`, number)),
    ),
  ];
}

/** Without a scheme it is an image. */
function checkUrl(url: string): readonly Problem[] {
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\//.exec(url)?.[1]?.toLowerCase();
  if (scheme !== undefined && !schemes.includes(scheme)) {
    return [refused('spec.url', `url contains unsupported scheme: ${scheme}`)];
  }
  return URL.canParse(scheme === undefined ? `oci://${url}` : url) ? [] : [refused('spec.url', 'is no URL')];
}
