import { invalidValue, requiredValue, unsupportedValue } from '../../field-problem.ts';
import type { Problem } from '../../problem.ts';
import type { HttpIngressPath } from '../ingress.ts';
import { backendProblems } from './validate-backend.ts';

const pathTypes = ['Exact', 'ImplementationSpecific', 'Prefix'];
/** Paths that a proxy normalises, so that they would match nothing or too much. */
const forbiddenSequences = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenSuffixes = ['/..', '/.'];

/** Checks one path of a rule with its backend. */
export function pathProblems({ path = '', pathType, backend }: HttpIngressPath, at: string): readonly Problem[] {
  return [
    ...typeProblems(pathType, `${at}.pathType`),
    ...textProblems(path, pathType, `${at}.path`),
    ...backendProblems(backend, `${at}.backend`),
  ];
}

function typeProblems(pathType: string, at: string): readonly Problem[] {
  if (pathType === '') return [requiredValue(at, 'pathType must be specified')];
  return pathTypes.includes(pathType) ? [] : [unsupportedValue(at, pathType, pathTypes)];
}

function textProblems(path: string, pathType: string, at: string): readonly Problem[] {
  const anyPath = pathType === 'ImplementationSpecific';
  if (anyPath && path === '') return [];
  if (!path.startsWith('/')) return [invalidValue(at, path, 'must be an absolute path')];
  if (anyPath) return [];
  return [
    ...forbiddenSequences
      .filter((sequence) => path.includes(sequence))
      .map((sequence) => invalidValue(at, path, `must not contain '${sequence}'`)),
    ...forbiddenSuffixes
      .filter((suffix) => path.endsWith(suffix))
      .map((suffix) => invalidValue(at, path, `cannot end with '${suffix}'`)),
  ];
}
