// `ictl describe`: a resource, and what it does in the proxy.
import type { Kind } from '../../kinds/kind.ts';
import type { Secret } from '../../kinds/kubernetes/secret.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { ApiError, CliError, ExitCode } from '../../lib/errors.ts';
import { withoutLastApplied } from '../../objects/last-applied.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import type { CliContext } from '../command.ts';
import { parseResourceArguments } from '../input/resource-arguments.ts';
import { jsonText } from '../output/json-text.ts';
import { paintFor } from '../output/paint.ts';
import { withProgress } from '../output/progress.ts';
import { secretView } from './certificate-view.ts';
import { type DescribeFlags, type DescribeWorld, describeWorld } from './describe-world.ts';
import { identitiesOf } from './identities.ts';
import { objectText } from './object-text.ts';
import { type DescribedProxy, proxyText } from './proxy-text.ts';
import { selectDescribed } from './select-described.ts';

interface Described {
  readonly kind: Kind;
  readonly object: KubeObject;
}

/** Describes what the words or the files name. @throws CliError, or ApiError NotFound after what was found is shown */
export async function runDescribe(words: readonly string[], flags: DescribeFlags, context: CliContext): Promise<void> {
  if (words.length === 0 && flags.file === undefined) {
    throw new CliError('specify the type of resource to describe, or files with -f', {
      exitCode: ExitCode.usage,
      hint: 'ictl describe gateway httpbin-gateway, or ictl describe -f gateway.yaml',
    });
  }
  const asked = words.length === 0 ? [] : parseResourceArguments(words);
  const world = await withProgress('translating', context.stderr, () => describeWorld(flags, context));
  const { objects, missing } = await selectDescribed(asked, world, flags, context);
  if (flags.output === 'json') printJson(objects, world, context);
  else await printText(objects, world, flags, context);
  if (objects.length === 0 && missing.length === 0) context.stderr.write('No resources found\n');
  const [first] = missing;
  if (first !== undefined) {
    throw missing.length === 1 ? first : new ApiError('NotFound', missing.map(({ message }) => message).join('\n'));
  }
}

async function printText(
  described: readonly Described[],
  world: DescribeWorld,
  flags: DescribeFlags,
  context: CliContext,
): Promise<void> {
  const paint = await paintFor(context.stdout, context.env, flags.color);
  for (const [index, { kind, object }] of described.entries()) {
    if (index > 0) context.stdout.write('\n\n');
    context.stdout.write(await objectText(kind, object, context.now()));
    context.stdout.write(proxyText(describeInProxy(object, world, context.now()), paint, context.stdout));
  }
}

function printJson(described: readonly Described[], world: DescribeWorld, { stdout, now }: CliContext): void {
  const values = described.map(({ object }) => {
    const { origin, view, secret, findings } = describeInProxy(object, world, now());
    return { object: masked(withoutLastApplied(object)), origin, ...view, ...(secret && { secret }), findings };
  });
  stdout.write(jsonText(values.length === 1 ? values[0] : values));
}

function describeInProxy(object: KubeObject, world: DescribeWorld, now: Date): DescribedProxy {
  const secret = object.kind === 'Secret' ? secretView(object as Secret, world.translated, now) : undefined;
  return {
    origin: world.origin,
    view: world.views.of(identitiesOf(object)),
    ...(secret !== undefined && { secret }),
    findings: world.findings.get(objectId(object)) ?? [],
  };
}

/** As with `kubectl describe`, what a Secret holds is not shown. */
function masked(object: KubeObject): KubeObject {
  if (object.kind !== 'Secret' || object.data === undefined) return object;
  const keys = Object.keys(object.data as object);
  return { ...object, data: Object.fromEntries(keys.map((key) => [key, '***'])) };
}
