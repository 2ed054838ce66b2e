import { type AnalyzedInput, analyze } from '../../src/analyze/analyze.ts';
import { compareFindings } from '../../src/cli/analyze/finding-report.ts';
import type { Finding } from '../../src/lib/finding.ts';
import { clusterTemplates } from '../../src/objects/cluster-templates.ts';
import { fileObjects } from '../../src/source/file-objects.ts';
import { testNow } from '../support/run-ictl.ts';

/** Everything that is found in a text on top of the local cluster, in the order of reports. */
export async function analyzeText(text: string, options: Partial<AnalyzedInput> = {}): Promise<readonly Finding[]> {
  const files = await fileObjects([...clusterTemplates(), { file: 'in.yaml', text }], 'default');
  const { objects, origins, findings: problems } = files;
  return [...analyze({ objects, origins, problems, now: testNow, ...options })].sort(compareFindings);
}
