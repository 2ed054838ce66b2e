// Makes a pod with a sidecar of a pod: which pods, by which rules. What a template is and how it is merged differs:
// append/ is 0.8, overlay/ is today.
import { CliError, ExitCode } from '../lib/errors.ts';
import { annotationFaults } from './annotations/check-annotations.ts';
import { appendInjector } from './append/append-injector.ts';
import { TemplateError } from './go-template/template-error.ts';
import type { InjectConfig } from './inject-config.ts';
import { type InjectMesh, overrideProxyConfig } from './mesh/mesh-config.ts';
import type { InstallationValues } from './overlay/installation-values.ts';
import { overlayInjector } from './overlay/overlay-injector.ts';
import type { JsonObject } from './pod/json.ts';
import { annotationsOf, type Pod } from './pod/pod.ts';
import { type PodSchemas, podSchemas } from './pod/pod-schema.ts';
import { PatchError } from './pod/strategic-merge.ts';
import { typeFault } from './pod/type-fault.ts';
import { shouldInject } from './should-inject.ts';
import { lacksTemplate, type Owner, withPod, workloadOf } from './workload.ts';

export interface InjectorOptions {
  readonly config: InjectConfig;
  readonly mesh: InjectMesh;
  readonly values: InstallationValues;
  readonly revision: string;
  /** Whether the proxy is a native sidecar where the pod does not say (ENABLE_NATIVE_SIDECARS). */
  readonly nativeSidecars: boolean;
  /** What the cryptography of the proxy has to comply with, such as fips-140-3 (COMPLIANCE_POLICY); '' for nothing. */
  readonly compliancePolicy: string;
}

/** A pod to be injected, with the settings that hold for it. */
export interface PodInput {
  readonly pod: Pod;
  readonly owner: Owner;
  readonly mesh: JsonObject;
  readonly proxyConfig: JsonObject;
}

export interface InjectedPod {
  readonly pod: Pod;
  /** Names of the containers that were added. */
  readonly added: readonly string[];
  readonly warnings: readonly string[];
}

/** Puts a sidecar into a pod. @throws TemplateError, PatchError, CliError */
export type PodInjector = (input: PodInput) => InjectedPod;

export interface InjectedObject {
  /** The object; the same one where nothing was injected. */
  readonly object: JsonObject;
  readonly injected: boolean;
  /** Lines for the user: what was injected, what not and why. */
  readonly notes: readonly string[];
}

export type ObjectInjector = (object: JsonObject) => InjectedObject;

/** Prepares an injection. @throws CliError where a template cannot be parsed */
export function createInjector(options: InjectorOptions): ObjectInjector {
  const schemas = podSchemas();
  const injectPod = readable(() =>
    options.config.generation === '0.8' ? appendInjector(options, schemas) : overlayInjector(options, schemas),
  );
  return (object) => injectObject(object, { options, schemas, injectPod });
}

interface Injection {
  readonly options: InjectorOptions;
  readonly schemas: PodSchemas;
  readonly injectPod: PodInjector;
}

function injectObject(object: JsonObject, injection: Injection): InjectedObject {
  const workload = workloadOf(object);
  if (workload === undefined) return { object, injected: false, notes: [] };
  const { pod, owner, title } = workload;
  checkPod(object, pod, injection.schemas, title);
  const verdict = shouldInject(pod);
  const warnings = verdict.warning === undefined ? [] : [`${title}: ${verdict.warning}`];
  if (!verdict.inject)
    return {
      object,
      injected: false,
      notes: [...warnings, `Skipping injection because ${title} has ${verdict.reason}`],
    };
  const injected = readable(() => inject({ pod, owner }, injection), title);
  const notes = [
    ...warnings,
    ...injected.warnings.map((warning) => `${title}: ${warning}`),
    `Injected ${title}: ${injected.added.join(', ') || 'no container'}`,
  ];
  return { object: withPod(object, workload, injected.pod), injected: true, notes };
}

function inject({ pod, owner }: Pick<PodInput, 'pod' | 'owner'>, { options, injectPod }: Injection): InjectedPod {
  const faults = annotationFaults(annotationsOf(pod));
  if (faults.length > 0) throw new CliError(faults.join('\n  '), { exitCode: ExitCode.badInput });
  const { mesh, proxyConfig } = options.mesh;
  const annotation = annotationsOf(pod)['proxy.istio.io/config'];
  const own = annotation === undefined ? { proxyConfig, notes: [] } : overrideProxyConfig(proxyConfig, annotation);
  const injected = injectPod({ pod, owner, mesh, proxyConfig: own.proxyConfig });
  return { ...injected, warnings: [...own.notes, ...injected.warnings] };
}

/** @throws CliError where a field has a type that no API server takes */
function checkPod(object: JsonObject, pod: Pod, schemas: PodSchemas, title: string): void {
  const spec = object.spec as JsonObject | undefined;
  const fault =
    typeFault(object.spec, { type: 'object', fields: {} }, 'spec') ??
    (lacksTemplate(object) ? 'spec.template is a required value' : undefined) ??
    typeFault(spec?.replicas, { type: 'integer' }, 'spec.replicas') ??
    typeFault(pod.metadata, schemas.metadata, 'pod metadata') ??
    typeFault(pod.spec, schemas.spec, 'pod spec');
  if (fault !== undefined) throw new CliError(`${title}: ${fault}`, { exitCode: ExitCode.badInput });
}

/** Mistakes of templates and annotations, with the object they were met in. */
function readable<T>(work: () => T, title?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof TemplateError || error instanceof PatchError || error instanceof CliError)) throw error;
    const prefix = title === undefined ? '' : `${title}: `;
    throw new CliError(`${prefix}${error.message}`, { exitCode: ExitCode.badInput });
  }
}
