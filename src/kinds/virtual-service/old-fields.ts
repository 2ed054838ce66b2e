// Fields of VirtualServices that are gone, or that have a newer form, and what they become.
import type { OldField } from '../upgrade/old-fields.ts';
import { fieldValue, isPlainRecord, type PlainRecord, withField, writtenName } from '../upgrade/plain-record.ts';

const v1alpha3 = 'networking.istio.io/v1alpha3';
const rule = ['spec', 'http', '*'];
const weighted = [...rule, 'route', '*'];

/** Takes a map of headers, or a list of names, into `headers`; what is there already wins. */
function intoHeaders(side: 'request' | 'response', operation: 'add' | 'remove'): NonNullable<OldField['convert']> {
  return (record, value) => {
    if (operation === 'remove' ? !Array.isArray(value) : !isPlainRecord(value)) return undefined;
    const headers = recordOf(fieldValue(record, 'headers'));
    const operations = recordOf(fieldValue(headers, side));
    const merged = Array.isArray(value)
      ? [...value, ...listOf(operations[operation])]
      : { ...recordOf(value), ...recordOf(operations[operation]) };
    return withField(record, 'headers', withField(headers, side, { ...operations, [operation]: merged }));
  };
}

function recordOf(value: unknown): PlainRecord {
  return isPlainRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Turns a whole percentage into the form with a value, unless that is there already. */
function intoPercentage(name: string): NonNullable<OldField['convert']> {
  return (record, value) => {
    if (typeof value !== 'number') return undefined;
    return writtenName(record, name) === undefined ? { ...record, [name]: { value } } : record;
  };
}

function headerFields(place: readonly string[]): readonly OldField[] {
  const old = (name: string, side: 'request' | 'response', operation: 'add' | 'remove'): OldField => ({
    place,
    name,
    apiVersion: v1alpha3,
    note: `is now headers.${side}.${operation}: converted`,
    convert: intoHeaders(side, operation),
  });
  return [
    old('appendHeaders', 'request', 'add'),
    old('appendRequestHeaders', 'request', 'add'),
    old('removeRequestHeaders', 'request', 'remove'),
    old('appendResponseHeaders', 'response', 'add'),
    old('removeResponseHeaders', 'response', 'remove'),
  ];
}

const portNames: readonly OldField[] = [
  [...weighted, 'destination', 'port'],
  [...rule, 'mirror', 'port'],
  ['spec', 'tcp', '*', 'route', '*', 'destination', 'port'],
].map((place) => ({
  place,
  name: 'name',
  apiVersion: v1alpha3,
  note: 'of a port is not supported any more, use number',
}));

export const virtualServiceOldFields: readonly OldField[] = [
  ...headerFields(rule),
  ...headerFields(weighted),
  ...portNames,
  {
    place: rule,
    name: 'websocketUpgrade',
    apiVersion: v1alpha3,
    note: 'is not needed any more: WebSockets are always allowed',
    convert: (record) => record,
  },
  {
    place: [...rule, 'fault', 'delay'],
    name: 'percent',
    note: 'is now percentage.value: converted',
    convert: intoPercentage('percentage'),
  },
  {
    place: [...rule, 'fault', 'abort'],
    name: 'percent',
    apiVersion: v1alpha3,
    note: 'is now percentage.value: converted',
    convert: intoPercentage('percentage'),
  },
  {
    place: rule,
    name: 'mirrorPercent',
    note: 'is now mirrorPercentage.value: converted',
    convert: intoPercentage('mirrorPercentage'),
  },
  {
    place: [...rule, 'corsPolicy'],
    name: 'allowOrigin',
    note: 'is now allowOrigins: converted',
    convert: (record, value) => {
      if (!Array.isArray(value) || !value.every((origin) => typeof origin === 'string')) return undefined;
      // Istio looks at the old form only where the new one is absent.
      const origins = value.map((exact) => ({ exact }));
      return listOf(fieldValue(record, 'allowOrigins')).length > 0
        ? record
        : withField(record, 'allowOrigins', origins);
    },
  },
  {
    place: ['spec', 'tcp', '*', 'match', '*'],
    name: 'destinationSubnet',
    apiVersion: v1alpha3,
    note: 'is now the list destinationSubnets: converted',
    convert: (record, value) =>
      typeof value === 'string' ? withField(record, 'destinationSubnets', [value]) : undefined,
  },
];
