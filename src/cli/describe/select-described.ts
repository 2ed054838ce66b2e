import type { Kind } from '../../kinds/kind.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { findKind } from '../../kinds/registry.ts';
import type { ApiError } from '../../lib/errors.ts';
import { notFound } from '../../objects/api-texts.ts';
import { parseLabelSelector } from '../../objects/label-selector.ts';
import type { CliContext } from '../command.ts';
import { selectObjects } from '../get/select-objects.ts';
import { DEFAULT_NAMESPACE } from '../input/namespace-rule.ts';
import type { ResourceArgument } from '../input/resource-arguments.ts';
import type { DescribeFlags, DescribeWorld } from './describe-world.ts';

export interface SelectedObjects {
  readonly objects: readonly { readonly kind: Kind; readonly object: KubeObject }[];
  readonly missing: readonly ApiError[];
}

/** Finds what was asked for: in the store, or in the files where there are some; nothing asked means all of a file. */
export async function selectDescribed(
  asked: readonly ResourceArgument[],
  { written }: DescribeWorld,
  flags: DescribeFlags,
  context: CliContext,
): Promise<SelectedObjects> {
  if (written !== undefined) return selectWritten(asked, written, flags);
  const { kinds } = await selectObjects(asked, flags, context);
  return {
    objects: kinds.flatMap(({ kind, items }) => items.map((object) => ({ kind, object }))),
    missing: kinds.flatMap(({ missing }) => missing),
  };
}

function selectWritten(
  asked: readonly ResourceArgument[],
  written: readonly KubeObject[],
  { namespace, allNamespaces, selector }: DescribeFlags,
): SelectedObjects {
  const matches = selector === undefined ? () => true : parseLabelSelector(selector);
  const known = written
    .filter(({ metadata }) => matches(metadata.labels))
    .flatMap((object) => {
      const kind = findKind(object.apiVersion, object.kind);
      return kind === undefined ? [] : [{ kind, object }];
    });
  if (asked.length === 0) return { objects: known, missing: [] };
  const found = asked.map(({ kind, names }) => {
    const wanted = namespace ?? (allNamespaces ? undefined : DEFAULT_NAMESPACE);
    const ofKind = known.filter((one) => one.kind === kind);
    const here = ofKind.filter(({ object }) => !kind.namespaced || isIn(object, wanted));
    if (names.length === 0) return { objects: here, missing: [] };
    const present = ofKind.map(({ object }) => object.metadata);
    return {
      objects: here.filter(({ object }) => names.includes(object.metadata.name)),
      missing: names
        .filter((name) => !here.some(({ object }) => object.metadata.name === name))
        .map((name) => notFound({ kind, namespace: kind.namespaced ? (wanted ?? '') : '', name }, present)),
    };
  });
  return { objects: found.flatMap((one) => one.objects), missing: found.flatMap((one) => one.missing) };
}

function isIn({ metadata }: KubeObject, namespace: string | undefined): boolean {
  return namespace === undefined || metadata.namespace === namespace;
}
