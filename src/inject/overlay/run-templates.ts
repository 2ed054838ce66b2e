// Runs the templates that a pod asks for, one over the other.
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { sprigFunctions, unsupportedFunction } from '../go-template/functions/sprig-functions.ts';
import { compileTemplate, type Template } from '../go-template/template.ts';
import type { GoValue } from '../go-template/value.ts';
import { defaultTemplate } from '../inject-config.ts';
import type { InjectorOptions, PodInput } from '../injector.ts';
import { isObject, type JsonObject, objectAt, objectsAt } from '../pod/json.ts';
import { annotationsOf, copyPod, findContainer, type Pod, proxyContainer } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';
import { strategicMerge } from '../pod/strategic-merge.ts';
import { typeFault } from '../pod/type-fault.ts';
import { istioFunctions } from '../template/istio-functions.ts';
import { templateData, valuesData } from '../template/template-data.ts';
import { podForTemplates } from './pod-for-templates.ts';
import { proxyImages } from './proxy-image.ts';

/** Templates by name; one that no pod asks for is never parsed. */
export interface Templates {
  readonly names: readonly string[];
  /** Undefined where there is none by this name. @throws TemplateError */
  readonly named: (name: string) => Template | undefined;
}

/** Prepares templates; the default one is parsed at once. @throws TemplateError */
export function compileTemplates(texts: Readonly<Record<string, string>>): Templates {
  const compiled = new Map<string, Template>();
  const named = (name: string): Template | undefined => {
    const known = compiled.get(name);
    const text = Object.hasOwn(texts, name) ? texts[name] : undefined;
    if (known !== undefined || text === undefined) return known;
    const template = compileTemplate(text, {
      name: 'inject',
      functions: { ...sprigFunctions, ...istioFunctions },
      unsupported: unsupportedFunction,
    });
    compiled.set(name, template);
    return template;
  };
  named(defaultTemplate);
  return { names: Object.keys(texts).sort(), named };
}

export interface TemplateRun {
  readonly options: InjectorOptions;
  readonly schemas: PodSchemas;
  readonly templates: Templates;
}

export interface TemplateResult {
  /** The pod with what the templates gave. */
  readonly merged: Pod;
  /** What the templates gave. */
  readonly injected: Pod;
}

/** Runs templates over a pod. @throws TemplateError, PatchError, CliError */
export function runTemplates(input: PodInput, run: TemplateRun): TemplateResult {
  const data = templateData({
    ...input,
    pod: podForTemplates(input.pod, input.proxyConfig),
    schemas: run.schemas,
    more: moreData(input, run.options),
  });
  let result: TemplateResult = { merged: copyPod(input.pod), injected: { metadata: {}, spec: {} } };
  for (const name of templateNames(input.pod)) result = overlay(result, templateNamed(name, run)(data), run.schemas);
  return result;
}

function moreData({ pod, mesh, proxyConfig }: PodInput, options: InjectorOptions): Readonly<Record<string, GoValue>> {
  const { proxy, init } = proxyImages(options.values.global, proxyConfig, annotationsOf(pod));
  const mode = objectAt(mesh, 'inboundTrafficPolicy').mode === 'LOCALHOST' ? 'localhost' : 'passthrough';
  return {
    Values: valuesData(options.values.all),
    Revision: options.revision,
    ProxyImage: proxy,
    ProxyInitImage: init,
    ProxyUID: 1337n,
    ProxyGID: 1337n,
    InboundTrafficPolicyMode: mode,
    CompliancePolicy: options.compliancePolicy,
    NativeSidecars: options.nativeSidecars,
  };
}

function templateNames(pod: Pod): readonly string[] {
  const asked = annotationsOf(pod)['inject.istio.io/templates'];
  return asked === undefined ? [defaultTemplate] : asked.split(',').map((name) => name.trim());
}

function templateNamed(name: string, { templates }: TemplateRun): Template {
  const found = templates.named(name);
  if (found !== undefined) return found;
  throw refused(`requested template "${name}" not found; have ${templates.names.join(', ')}`);
}

function overlay({ merged, injected }: TemplateResult, rendered: string, schemas: PodSchemas): TemplateResult {
  const patch = readPatch(rendered);
  const nowInjected = mergePod(injected, patch, schemas);
  const isNative = findContainer(nowInjected, 'initContainers', proxyContainer) !== undefined;
  return { injected: nowInjected, merged: mergePod(isNative ? proxyAsInit(merged) : merged, patch, schemas) };
}

function readPatch(rendered: string): JsonObject {
  const [document] = parseDocuments('<injection template>', rendered);
  const value = document?.value ?? {};
  if (!isObject(value)) throw refused('the template gives no object');
  return value;
}

function mergePod(pod: Pod, patch: JsonObject, schemas: PodSchemas): Pod {
  const merged = strategicMerge({ metadata: pod.metadata, spec: pod.spec }, patch);
  const result: Pod = { metadata: objectAt(merged, 'metadata'), spec: objectAt(merged, 'spec') };
  const fault =
    typeFault(result.metadata, schemas.metadata, 'injected metadata') ??
    typeFault(result.spec, schemas.spec, 'injected spec');
  if (fault !== undefined) throw refused(fault);
  return result;
}

/** Settings that a user made for the proxy among the containers hold for it among the init containers, too. */
function proxyAsInit(pod: Pod): Pod {
  const proxy = findContainer(pod, 'containers', proxyContainer);
  if (proxy === undefined) return pod;
  const containers = objectsAt(pod.spec, 'containers').filter((container) => container !== proxy);
  return {
    ...pod,
    spec: { ...pod.spec, containers, initContainers: [...objectsAt(pod.spec, 'initContainers'), proxy] },
  };
}

function refused(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.badInput });
}
