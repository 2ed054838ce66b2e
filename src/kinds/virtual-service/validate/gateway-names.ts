// Names of Gateways: `name`, `namespace/name`, or the name of a Service as it was done once.
import { itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { domainFault, isDnsLabel } from '../../istio-rules/names.ts';
import type { Problem } from '../../problem.ts';

/** The name that stands for all sidecars. */
export const meshGateway = 'mesh';

/** Checks the names of Gateways at `path`. */
export function checkGatewayNames(path: string, names: readonly string[] | undefined): readonly Problem[] {
  const problems: Problem[] = [];
  let lenient = false;
  for (const [index, name] of (names ?? []).entries()) {
    const found = checkGatewayName(itemOf(path, index), name);
    problems.push(...(lenient ? found.map(asWarning) : found));
    // Istio ends its check at the first name without a namespace; what it does not look at it does not refuse.
    if (!name.includes('/')) lenient = true;
  }
  return problems;
}

function checkGatewayName(path: string, name: string): readonly Problem[] {
  const slash = name.indexOf('/');
  return slash === -1
    ? checkShortName(path, name)
    : checkQualifiedName(path, name.slice(0, slash), name.slice(slash + 1));
}

function checkShortName(path: string, name: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (name.includes('.')) {
    const [gateway = '', namespace = ''] = name.split('.');
    const better = JSON.stringify(`${namespace}/${gateway}`);
    problems.push(
      warned(
        path,
        `using legacy gatewayName format ${JSON.stringify(name)}; prefer the <namespace>/<name> format: ${better}`,
      ),
    );
  }
  const fault = domainFault(name);
  return fault === undefined ? problems : [...problems, refused(path, fault)];
}

function checkQualifiedName(path: string, namespace: string, name: string): readonly Problem[] {
  const problems: Problem[] = [];
  if (namespace === '' || name === '')
    problems.push(refused(path, 'config namespace and gateway name cannot be empty'));
  if (!isDnsLabel(namespace)) problems.push(refused(path, `invalid value for namespace: ${JSON.stringify(namespace)}`));
  if (!isDnsLabel(name)) problems.push(refused(path, `invalid value for gateway name: ${JSON.stringify(name)}`));
  return problems;
}

function asWarning(problem: Problem): Problem {
  return warned(problem.path ?? '', problem.message);
}
