import { kubeObject } from '../../kube-schema.ts';
import { field, type ObjectSchema, object } from '../../schema.ts';
import { type CompactTypes, expandType } from '../compact-schema.ts';
import { deploymentTypes } from '../generated/deployment.ts';
import { podTypes } from '../generated/pod.ts';

const types: CompactTypes = { ...podTypes, ...deploymentTypes };

const spec = expandType(types, 'DeploymentSpec');
const { selector } = spec.fields;

/** apps/v1 and apps/v1beta2. */
export const deploymentSchema: ObjectSchema = deploymentWith(spec);

/** apps/v1beta1 and extensions/v1beta1, which take the selector from the template's labels. */
export const deploymentSchemaWithoutSelector: ObjectSchema = deploymentWith(
  object({ ...spec.fields, ...(selector === undefined ? {} : { selector: { ...selector, required: false } }) }),
);

function deploymentWith(specification: ObjectSchema): ObjectSchema {
  return kubeObject({
    spec: field(specification, 'The pods that are wanted.'),
    status: field(expandType(types, 'DeploymentStatus'), 'What is there; computed.'),
  });
}
