import { istioModule } from '../istio-module.ts';
import type { KindModule } from '../kind.ts';
import { validateWorkloadEntry } from './validate-workload-entry.ts';
import { type WorkloadEntry, workloadEntrySchema } from './workload-entry.ts';

export const workloadEntryModule: KindModule = istioModule({
  schema: workloadEntrySchema,
  storageVersion: 'networking.istio.io/v1',
  validate: (object) => validateWorkloadEntry(object as WorkloadEntry),
});
