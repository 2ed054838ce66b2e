import type { KindModule } from '../../kind.ts';
import { dns1123SubdomainFault } from '../../metadata/names.ts';
import { builtInModule } from '../built-in-module.ts';
import { type CompactTypes, expandKind } from '../compact-schema.ts';
import { jobTypes } from '../generated/job.ts';
import { podTypes } from '../generated/pod.ts';
import { defaultTemplate } from '../workload/default-template.ts';
import { withOwnLabels } from '../workload/template-labels.ts';
import type { Job, JobSpec } from './job.ts';
import { jobUpdateProblems, validateJob } from './validate.ts';

const types: CompactTypes = { ...podTypes, ...jobTypes };

export const jobModule: KindModule = builtInModule<Job>({
  schemas: { 'batch/v1': expandKind(types, 'Job') },
  storageVersion: 'batch/v1',
  nameRule: dns1123SubdomainFault,
  applyDefaults,
  validate: validateJob,
  validateUpdate: jobUpdateProblems,
});

/** kubernetes/pkg/apis/batch/v1, SetDefaults_Job. The selector that a cluster makes of the uid finds pods, of which
 * there are none (docs/differences.md). */
function applyDefaults(job: Job): Job {
  const { spec } = job;
  if (spec === undefined) return job;
  const labels = spec.template.metadata?.labels;
  const complete = { ...job, spec: { ...defaultSpec(spec), template: defaultTemplate(spec.template) } };
  return labels === undefined ? complete : withOwnLabels(complete, labels);
}

function defaultSpec(spec: JobSpec): JobSpec {
  const single = spec.completions === undefined && spec.parallelism === undefined;
  return {
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    manualSelector: false,
    parallelism: 1,
    podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    suspend: false,
    ...(single ? { completions: 1 } : {}),
    ...spec,
  };
}
