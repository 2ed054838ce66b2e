// What is wrong with one field, in the vocabulary of the API server (apimachinery, util/validation/field).
import type { Problem } from './problem.ts';

/** Values are shown up to this length: a whole file may stand where a name belongs. */
const maxShownLength = 120;

/** The object is refused because of a field; any wording. */
export function refused(path: string, message: string): Problem {
  return { code: 'ICTL0002', severity: 'error', message, path };
}

/** A value that breaks the rule `fault`. */
export function invalidValue(path: string, value: unknown, fault: string): Problem {
  return refused(path, `invalid value ${shown(value)}: ${fault}`);
}

/** A field that has to be there. */
export function requiredValue(path: string, detail = ''): Problem {
  return refused(path, detail === '' ? 'required value' : `required value: ${detail}`);
}

/** A value outside a closed list. */
export function unsupportedValue(path: string, value: unknown, supported: readonly string[]): Problem {
  const list = supported.map((one) => JSON.stringify(one)).join(', ');
  return refused(path, `unsupported value ${shown(value)}: supported values are ${list}`);
}

/** A value that may occur once and occurs again. */
export function duplicateValue(path: string, value: unknown): Problem {
  return refused(path, `duplicate value ${shown(value)}`);
}

/** A field that may not be set here. */
export function forbiddenValue(path: string, detail: string): Problem {
  return refused(path, `forbidden: ${detail}`);
}

/** A field that is accepted but does nothing at an ingress gateway. */
export function withoutEffect(path: string, message: string): Problem {
  return { code: 'ICTL0011', severity: 'info', message, path };
}

/** Applies a rule that answers with what is wrong: no problem where it answers undefined. */
export function check(path: string, value: string, rule: (value: string) => string | undefined): readonly Problem[] {
  const fault = rule(value);
  return fault === undefined ? [] : [invalidValue(path, value, fault)];
}

/** Demands that a value is one of a closed list; an absent one is fine. */
export function checkOneOf(path: string, value: string | undefined, supported: readonly string[]): readonly Problem[] {
  return value === undefined || supported.includes(value) ? [] : [unsupportedValue(path, value, supported)];
}

/** Something Istio accepts and warns of. */
export function warned(path: string, message: string): Problem {
  return { code: 'ICTL0003', severity: 'warning', message, path };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length <= maxShownLength ? text : `${text.slice(0, maxShownLength)}…`;
}
