// Columns of the kinds with a pod template (kubernetes/pkg/printers/internalversion).
import { valueAt } from '../../column-values.ts';
import type { Column } from '../../kind.ts';
import { selectorCell } from '../cell.ts';
import type { LabelSelector } from '../deployment.ts';
import type { Container } from '../pod.ts';

/** A number, 0 where no controller has counted. */
export function countColumn(header: string, ...path: readonly string[]): Column {
  return { header, value: (object) => String(valueAt(object, ...path) ?? 0) };
}

/** CONTAINERS and IMAGES of the pod spec at a path. */
export function containerColumns(...podSpec: readonly string[]): readonly Column[] {
  const column = (header: string, text: (container: Container) => string): Column => ({
    header,
    value: (object) => ((valueAt(object, ...podSpec, 'containers') ?? []) as readonly Container[]).map(text).join(','),
    wide: true,
  });
  return [column('CONTAINERS', ({ name }) => name), column('IMAGES', ({ image = '' }) => image)];
}

/** SELECTOR of the label selector at a path. */
export function selectorColumn(...path: readonly string[]): Column {
  return {
    header: 'SELECTOR',
    value: (object) => selectorCell(valueAt(object, ...path) as LabelSelector | undefined),
    wide: true,
  };
}
