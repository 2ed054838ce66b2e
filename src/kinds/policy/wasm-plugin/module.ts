import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { validateWasmPlugin } from './validate.ts';
import { type WasmPlugin, wasmPluginSchema } from './wasm-plugin.ts';

export const wasmPluginModule: KindModule = policyModule<WasmPlugin>(['extensions.istio.io/v1alpha1'], {
  schema: wasmPluginSchema,
  validate: validateWasmPlugin,
});
