// Job (batch/v1): pods that run to an end. Nothing runs them here.
import type { KubeObject } from '../../object.ts';
import type { Workload, WorkloadSpec } from '../workload/workload.ts';

export interface JobSpec extends WorkloadSpec {
  readonly completions?: number;
  readonly parallelism?: number;
  readonly completionMode?: string;
  readonly manualSelector?: boolean;
  readonly podFailurePolicy?: object;
  readonly suspend?: boolean;
}

export interface Job extends Workload {
  readonly spec?: JobSpec;
  readonly status?: { readonly succeeded?: number };
}

/** A CronJob holds a template of the Jobs that it makes. */
export interface CronJob extends KubeObject {
  readonly spec?: {
    readonly schedule: string;
    readonly timeZone?: string;
    readonly suspend?: boolean;
    readonly concurrencyPolicy?: string;
    readonly jobTemplate: { readonly spec?: JobSpec; readonly [field: string]: unknown };
    readonly [field: string]: unknown;
  };
}
