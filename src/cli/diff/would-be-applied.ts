// What the store would hold after `apply`, without writing: the objects before and after, and all of them together.
import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { Objects } from '../../objects/objects.ts';
import { openHomeStore } from '../../objects/open-objects.ts';
import type { WriteRequest } from '../../objects/write-request.ts';
import { objectId } from '../../snapshot/snapshot.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import type { InputObject } from '../input/load-objects.ts';

export interface AppliedObject {
  readonly kind: Kind;
  /** undefined where it would be made. */
  readonly before: KubeObject | undefined;
  readonly after: KubeObject;
}

export interface WouldBeApplied {
  readonly revision: number;
  /** Those that would be written. */
  readonly applied: readonly AppliedObject[];
  /** Everything that the store holds, and would hold. */
  readonly before: readonly KubeObject[];
  readonly after: readonly KubeObject[];
}

/** Applies objects as a dry run. @throws ApiError as apply does */
export async function wouldBeApplied(
  input: readonly InputObject[],
  flags: GlobalOptions,
  context: CliContext,
): Promise<WouldBeApplied> {
  const environment = { now: context.now };
  const store = await openHomeStore(homeFolder(flags, context), 'read', environment);
  const objects = new Objects(store, environment);
  try {
    const { revision, objects: stored } = store.list();
    const before = stored.map(({ value }) => value as KubeObject);
    const known = new Map(before.map((object) => [objectId(object), object]));
    const requests = input.map(({ kind, object }): WriteRequest => ({ verb: 'apply', kind, object }));
    const { results } = await objects.write(requests, { dryRun: true, allowUnenforced: true });
    const applied = results.flatMap(({ outcome, ref: { kind }, object }): AppliedObject[] =>
      object === undefined || outcome === 'unchanged'
        ? []
        : [{ kind, before: known.get(objectId(object)), after: object }],
    );
    const after = new Map([...known, ...applied.map((one) => [objectId(one.after), one.after] as const)]);
    return { revision, applied, before, after: [...after.values()] };
  } finally {
    objects.close();
  }
}
