import { kubeObject } from '../../kube-schema.ts';
import { type FieldTable, field, type ObjectSchema, object } from '../../schema.ts';
import { type CompactTypes, expandType } from '../compact-schema.ts';
import { podTypes } from '../generated/pod.ts';

interface WorkloadSchemas {
  readonly schema: ObjectSchema;
  /** Of API versions that take the selector from the template's labels. */
  readonly withoutSelector: ObjectSchema;
}

/** The schemas of a kind with a pod template, out of its generated types. */
export function workloadSchemas(kindTypes: CompactTypes, kind: string): WorkloadSchemas {
  const types: CompactTypes = { ...podTypes, ...kindTypes };
  const spec = expandType(types, `${kind}Spec`);
  const { selector } = spec.fields;
  const whole = (specification: ObjectSchema): ObjectSchema =>
    kubeObject({
      spec: field(specification, 'The pods that are wanted.'),
      status: field(expandType(types, `${kind}Status`), 'What is there; computed.'),
    });
  const optionalSelector: FieldTable = selector === undefined ? {} : { selector: { ...selector, required: false } };
  return { schema: whole(spec), withoutSelector: whole(object({ ...spec.fields, ...optionalSelector })) };
}
