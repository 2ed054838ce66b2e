import type { Kind } from '../../kinds/kind.ts';

/** Returns a name with its kind, as kubectl prints it: `gateway.networking.istio.io/web`, `service/web`. */
export function resourceName({ singular, group }: Kind, name: string): string {
  return `${singular}${group === '' ? '' : `.${group}`}/${name}`;
}
