// Injection as in 0.8: a template in [[ ]] gives containers and volumes, which are appended to those of the pod.
import { createHash } from 'node:crypto';
import { parseDocuments } from '../../kinds/decode/parse-documents.ts';
import type { Schema } from '../../kinds/schema.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { sprigFunctions, unsupportedFunction } from '../go-template/functions/sprig-functions.ts';
import { compileTemplate } from '../go-template/template.ts';
import { defaultTemplate } from '../inject-config.ts';
import { statusAnnotation, withoutInjected } from '../injection-status.ts';
import type { InjectorOptions, PodInjector } from '../injector.ts';
import { isObject, type JsonObject, objectsAt } from '../pod/json.ts';
import { normalForm } from '../pod/normal-form.ts';
import { copyPod, namesOf, type Pod, writableMap } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';
import { typeFault } from '../pod/type-fault.ts';
import { istioFunctions } from '../template/istio-functions.ts';
import { templateData } from '../template/template-data.ts';
import { asTexts } from './as-texts.ts';

const appended = ['initContainers', 'containers', 'volumes'] as const;

/** Prepares injection with a template of 0.8. @throws TemplateError */
export function appendInjector({ config }: Pick<InjectorOptions, 'config'>, schemas: PodSchemas): PodInjector {
  const text = config.templates[defaultTemplate] ?? '';
  const version = createHash('sha256').update(text).digest('hex');
  const template = compileTemplate(text, {
    name: 'inject',
    delimiters: { left: '[[', right: ']]' },
    functions: { ...sprigFunctions, ...istioFunctions },
    unsupported: unsupportedFunction,
  });
  return (input) => {
    const pod = withoutInjected(input.pod);
    const rendered = readRendered(template(templateData({ ...input, pod, schemas })), schemas);
    const result = append(pod, rendered);
    writableMap(result, 'annotations')[statusAnnotation] = statusText(version, rendered);
    return {
      pod: result,
      added: [...namesOf(rendered, 'initContainers'), ...namesOf(rendered, 'containers')],
      warnings: [],
    };
  };
}

/** The containers and volumes in what a template gave. */
function readRendered(text: string, { spec }: PodSchemas): JsonObject {
  const [document] = parseDocuments('<injection template>', text);
  const value = document?.value ?? {};
  if (!isObject(value)) throw new CliError('the template gives no object', { exitCode: ExitCode.badInput });
  const typed = asTexts(value, spec as Schema) as JsonObject;
  const fault = typeFault(typed, spec, 'injected');
  if (fault !== undefined) throw new CliError(fault, { exitCode: ExitCode.badInput });
  const normal = normalForm(typed, spec, { dropUnknown: true });
  return Object.fromEntries(appended.map((list) => [list, objectsAt(normal, list).map(withoutRestartPolicy)]));
}

/** The template of 0.8 says it of containers, where Kubernetes had no such field and dropped it. */
function withoutRestartPolicy({ restartPolicy: _dropped, ...container }: JsonObject): JsonObject {
  return container;
}

function append(pod: Pod, rendered: JsonObject): Pod {
  const result = copyPod(pod);
  for (const list of appended) {
    const added = objectsAt(rendered, list);
    if (added.length > 0) result.spec[list] = [...objectsAt(result.spec, list), ...added];
  }
  return result;
}

function statusText(version: string, rendered: JsonObject): string {
  const names = (list: string) => (objectsAt(rendered, list).length > 0 ? namesOf(rendered, list) : null);
  return JSON.stringify({
    version,
    initContainers: names('initContainers'),
    containers: names('containers'),
    volumes: names('volumes'),
    imagePullSecrets: null,
  });
}
