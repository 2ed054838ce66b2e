import type { InjectorOptions, PodInjector } from '../injector.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';

export function overlayInjector(_options: InjectorOptions, _schemas: PodSchemas): PodInjector {
  throw new Error('to be written');
}
