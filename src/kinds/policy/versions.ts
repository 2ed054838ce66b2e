/** The versions of security.istio.io, the preferred one first. */
export const securityVersions: readonly string[] = ['security.istio.io/v1', 'security.istio.io/v1beta1'];

/** The versions of telemetry.istio.io, the preferred one first. */
export const telemetryVersions: readonly string[] = ['telemetry.istio.io/v1', 'telemetry.istio.io/v1alpha1'];
