import type { KubeObject } from '../../kinds/object.ts';
import { isPlainRecord } from '../../kinds/upgrade/plain-record.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import { valuesAt } from '../output/json-path/relaxed-path.ts';
import type { WaitCondition } from './wait-condition.ts';

/** Tells whether an object that is there is as it is waited for. @throws CliError where a path leads to no single value */
export function isConditionMet(condition: WaitCondition, object: KubeObject): boolean {
  switch (condition.type) {
    case 'create':
      return true;
    case 'delete':
      return false;
    case 'condition':
      return hasCondition(object, condition);
    case 'jsonpath':
      return hasValue(object, condition);
  }
}

/** Returns the conditions of an object as `Available=False`, for messages. */
export function conditionsText(object: KubeObject): string {
  return conditionsOf(object)
    .map(({ type, status }) => `${type}=${status}`)
    .join(', ');
}

/** A condition that was computed of an older spec says nothing of this one (kubectl, wait/condition.go). */
function hasCondition(object: KubeObject, { name, status }: Extract<WaitCondition, { type: 'condition' }>): boolean {
  const found = conditionsOf(object).find(({ type }) => String(type).toLowerCase() === name.toLowerCase());
  if (found === undefined) return false;
  const observed = found.observedGeneration ?? statusOf(object).observedGeneration;
  const { generation } = object.metadata;
  if (typeof observed === 'number' && generation !== undefined && observed < generation) return false;
  return String(found.status).toLowerCase() === status.toLowerCase();
}

function conditionsOf(object: KubeObject): readonly Readonly<Record<string, unknown>>[] {
  const { conditions } = statusOf(object);
  return Array.isArray(conditions) ? conditions.filter(isPlainRecord) : [];
}

function statusOf({ status }: KubeObject): Readonly<Record<string, unknown>> {
  return isPlainRecord(status) ? status : {};
}

function hasValue(object: KubeObject, { text, path, value }: Extract<WaitCondition, { type: 'jsonpath' }>): boolean {
  const values = valuesAt(path, object);
  if (values.length === 0) return false;
  if (values.length > 1) throw unusable(`${text} leads to more than one value`);
  if (value === undefined) return true;
  const [only] = values;
  if (typeof only === 'object' && only !== null) {
    throw unusable(`${text} leads to a list or a map, which is not supported`);
  }
  return String(only).trim() === value.trim();
}

function unusable(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint: 'choose one field of it' });
}
