import { CliError, ExitCode } from '../../lib/errors.ts';
import { nearestName } from '../../lib/nearest-name.ts';
import type { Manifest } from '../../render/chart.ts';

/**
 * The manifests that `-s` and `-x` name, all of them without one; templates that render nothing are left out.
 * A name is the end of a template's path: deployment.yaml, templates/deployment.yaml, charts/ingressgateway/templates/…
 * @throws CliError where there is no such template, or it renders nothing
 */
export function selectManifests(manifests: readonly Manifest[], names: readonly string[]): readonly Manifest[] {
  if (names.length === 0) return manifests.filter(({ objects }) => objects.length > 0);
  const wanted = new Set(names.map((name) => find(manifests, name)));
  return manifests.filter((manifest) => wanted.has(manifest));
}

function find(manifests: readonly Manifest[], name: string): Manifest {
  const found = manifests.find(({ source }) => `/${source}`.endsWith(`/${name}`));
  if (found === undefined) throw unknownTemplate(manifests, name);
  if (found.objects.length > 0) return found;
  throw new CliError(`${name} renders nothing with these values`, { exitCode: ExitCode.badInput });
}

function unknownTemplate(manifests: readonly Manifest[], name: string): CliError {
  const files = manifests.map(({ source }) => source.slice(source.lastIndexOf('/') + 1));
  const nearest = nearestName(name.slice(name.lastIndexOf('/') + 1), files);
  const hint = nearest === undefined ? `there are ${files.join(', ')}` : `did you mean ${nearest}?`;
  return new CliError(`could not find template ${name}`, { exitCode: ExitCode.usage, hint });
}
