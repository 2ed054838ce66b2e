// Fields of DestinationRules that are gone, or that have a newer form, and what they become.
import type { OldField } from '../upgrade/old-fields.ts';
import { fieldValue, isPlainRecord, type PlainRecord, writtenName } from '../upgrade/plain-record.ts';

const v1alpha3 = 'networking.istio.io/v1alpha3';

/** Everywhere a policy for all ports can stand, and below it those for single ports. */
const policies: readonly (readonly string[])[] = [
  ['spec', 'trafficPolicy'],
  ['spec', 'subsets', '*', 'trafficPolicy'],
].flatMap((place) => [place, [...place, 'portLevelSettings', '*']]);

function everywhere(place: readonly string[], field: Omit<OldField, 'place'>): readonly OldField[] {
  return policies.map((policy) => ({ ...field, place: [...policy, ...place] }));
}

/** 0.8 had outlier detection below `http`; its consecutiveErrors counted 5xx. */
function flattenOutlierDetection(record: PlainRecord, value: unknown): PlainRecord | undefined {
  if (!isPlainRecord(value)) return undefined;
  const written = writtenName(value, 'consecutiveErrors');
  const entries = Object.entries(value).map(([key, item]) => [key === written ? 'consecutive5xxErrors' : key, item]);
  return { ...Object.fromEntries(entries), ...record };
}

export const destinationRuleOldFields: readonly OldField[] = [
  ...everywhere(['outlierDetection'], {
    name: 'http',
    apiVersion: v1alpha3,
    note: 'of outlierDetection is gone, its fields are those of outlierDetection: converted',
    convert: flattenOutlierDetection,
  }),
  ...everywhere(['loadBalancer', 'consistentHash'], {
    name: 'httpHeader',
    apiVersion: v1alpha3,
    note: 'is now httpHeaderName: converted',
    convert: (record, value) => (typeof value === 'string' ? { ...record, httpHeaderName: value } : undefined),
  }),
  ...everywhere(['loadBalancer', 'consistentHash'], {
    name: 'minimumRingSize',
    note: 'is now ringHash.minimumRingSize: converted',
    convert: (record, value) => {
      const chosen = writtenName(record, 'ringHash') ?? writtenName(record, 'maglev');
      // With an algorithm beside it the old field is a contradiction, which validation reports.
      return typeof value === 'number' && chosen === undefined
        ? { ...record, ringHash: { minimumRingSize: value } }
        : undefined;
    },
  }),
  ...everywhere(['loadBalancer'], {
    name: 'simple',
    note: 'LEAST_CONN is now LEAST_REQUEST: converted',
    convert: (record, value) => (value === 'LEAST_CONN' ? { ...record, simple: 'LEAST_REQUEST' } : undefined),
  }),
  ...everywhere(['loadBalancer'], {
    name: 'warmupDurationSecs',
    note: 'is now warmup.duration: converted',
    convert: (record, value) => {
      if (typeof value !== 'string') return undefined;
      return fieldValue(record, 'warmup') === undefined ? { ...record, warmup: { duration: value } } : record;
    },
  }),
  ...everywhere(['port'], {
    name: 'name',
    apiVersion: v1alpha3,
    note: 'of a port is not supported any more, use number',
  }),
];
