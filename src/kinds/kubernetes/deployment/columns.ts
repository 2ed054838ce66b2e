import type { Column } from '../../kind.ts';
import { none } from '../cell.ts';
import type { Deployment, LabelSelector, LabelSelectorRequirement } from '../deployment.ts';
import type { Container } from '../pod.ts';

export const deploymentColumns: readonly Column[] = [
  { header: 'READY', value: (object) => ready(object as Deployment) },
  { header: 'UP-TO-DATE', value: (object) => String((object as Deployment).status?.updatedReplicas ?? 0) },
  { header: 'AVAILABLE', value: (object) => String((object as Deployment).status?.availableReplicas ?? 0) },
  { header: 'CONTAINERS', value: (object) => containerCell(object as Deployment, ({ name }) => name), wide: true },
  { header: 'IMAGES', value: (object) => containerCell(object as Deployment, ({ image = '' }) => image), wide: true },
  { header: 'SELECTOR', value: (object) => selectorCell((object as Deployment).spec?.selector), wide: true },
];

function ready({ spec, status }: Deployment): string {
  return `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`;
}

function containerCell({ spec }: Deployment, text: (container: Container) => string): string {
  return (spec?.template.spec?.containers ?? []).map(text).join(',');
}

function selectorCell(selector: LabelSelector | undefined): string {
  const pairs = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const terms = [...pairs.sort(), ...(selector?.matchExpressions ?? []).map(requirement)];
  return terms.join(',') || none;
}

/** As a selector is written on the command line: `key in (a,b)`, `!key`. */
function requirement({ key, operator, values = [] }: LabelSelectorRequirement): string {
  switch (operator) {
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
    default:
      return `${key} ${operator.toLowerCase()} (${values.join(',')})`;
  }
}
