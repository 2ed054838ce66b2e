// Istio serves one schema under three versions: they differ in nothing but the apiVersion.
import type { KubeObject } from './object.ts';

/** The API group of Istio's traffic kinds. */
export const networkingGroup = 'networking.istio.io';

/** Every version of networking.istio.io that was ever served, the preferred one first. */
export const networkingVersions: readonly string[] = [
  'networking.istio.io/v1',
  'networking.istio.io/v1beta1',
  'networking.istio.io/v1alpha3',
];

/** The same object under another apiVersion. */
export function withApiVersion(object: KubeObject, apiVersion: string): KubeObject {
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
}
