// What an injection template sees as its dot (istio, SidecarTemplateData).
import { objectMeta } from '../../kinds/object-meta.ts';
import { fromJson, GoMap, type GoValue } from '../go-template/value.ts';
import { messages } from '../mesh/message-fields.ts';
import { MessageStruct } from '../mesh/message-struct.ts';
import type { JsonObject } from '../pod/json.ts';
import { KubeStruct } from '../pod/kube-struct.ts';
import type { Pod } from '../pod/pod.ts';
import type { PodSchemas } from '../pod/pod-schema.ts';
import type { Owner } from '../workload.ts';

export interface TemplateInput {
  readonly pod: Pod;
  readonly owner: Owner;
  readonly mesh: JsonObject;
  readonly proxyConfig: JsonObject;
  readonly schemas: PodSchemas;
  /** What else the generation of the template knows. */
  readonly more?: Readonly<Record<string, GoValue>>;
}

/** Returns the data of a template. */
export function templateData(input: TemplateInput): GoMap {
  const { pod, owner, schemas } = input;
  const typeMeta: Readonly<Record<string, string>> = { APIVersion: owner.apiVersion, Kind: owner.kind };
  return new GoMap([
    ['TypeMeta', new GoMap(Object.entries(typeMeta), '')],
    [
      'DeploymentMeta',
      new KubeStruct({ ...owner.metadata, name: owner.name, namespace: owner.namespace }, objectMeta, 'v1.ObjectMeta'),
    ],
    ['ObjectMeta', new KubeStruct(pod.metadata, schemas.metadata, 'v1.ObjectMeta')],
    ['Spec', new KubeStruct(pod.spec, schemas.spec, 'v1.PodSpec')],
    ['ProxyConfig', new MessageStruct(input.proxyConfig, messages.ProxyConfig, 'ProxyConfig')],
    [
      'MeshConfig',
      new MessageStruct({ ...input.mesh, defaultConfig: input.proxyConfig }, messages.MeshConfig, 'MeshConfig'),
    ],
    ...Object.entries(input.more ?? {}),
  ]);
}

/** Values of an installation as templates see them. */
export function valuesData(values: JsonObject): GoValue {
  return fromJson(values);
}
