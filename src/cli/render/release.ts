import { CliError, ExitCode } from '../../lib/errors.ts';
import type { Chart, Release } from '../../render/chart.ts';

/** Where Istio's own charts are installed. */
const defaultNamespace = 'istio-system';
/** As Helm demands it of a release (pkg/chartutil/validate_name.go). */
const maxNameLength = 53;
const namePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

interface ReleaseFlags {
  readonly name?: string;
  readonly namespace?: string;
}

/** The release that the flags describe. @throws CliError where its name is none */
export function releaseOf(
  chart: Chart,
  { name = chart.releaseName, namespace = defaultNamespace }: ReleaseFlags,
): Release {
  if (!namePattern.test(name) || name.length > maxNameLength) {
    throw new CliError(`invalid release name ${JSON.stringify(name)}`, {
      exitCode: ExitCode.usage,
      hint: `--name takes up to ${maxNameLength} small letters, digits, - and ., such as ${chart.releaseName}`,
    });
  }
  return { name, namespace };
}
