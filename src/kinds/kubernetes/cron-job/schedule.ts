// The syntax of schedules: five fields or a descriptor, as the parser of the CronJob controller takes them
// (robfig/cron v3, ParseStandard).
import { parseDuration } from '../../duration.ts';

interface FieldRule {
  readonly what: string;
  readonly first: number;
  readonly last: number;
  readonly names?: readonly string[];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const fieldRules: readonly FieldRule[] = [
  { what: 'minute', first: 0, last: 59 },
  { what: 'hour', first: 0, last: 23 },
  { what: 'day of month', first: 1, last: 31 },
  { what: 'month', first: 1, last: 12, names: months },
  { what: 'day of week', first: 0, last: 6, names: days },
];

const descriptors = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

/** Tells what is wrong with a schedule such as `0/5 0-6 1,15 * mon-fri` or `@hourly`. */
export function scheduleFault(schedule: string): string | undefined {
  if (schedule.startsWith('TZ=') || schedule.startsWith('CRON_TZ=')) {
    return 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead';
  }
  if (schedule.startsWith('@')) return descriptorFault(schedule);
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== fieldRules.length) return `expected exactly 5 fields, found ${fields.length}`;
  return fields
    .map((field, index) => listFault(field, fieldRules[index] as FieldRule))
    .find((fault) => fault !== undefined);
}

function descriptorFault(schedule: string): string | undefined {
  if (descriptors.includes(schedule)) return undefined;
  const every = schedule.startsWith('@every ') ? parseDuration(schedule.slice('@every '.length)) : undefined;
  return every === undefined ? `unrecognized descriptor ${schedule}` : undefined;
}

function listFault(field: string, rule: FieldRule): string | undefined {
  const parts = field.split(',').filter((part) => part !== '');
  return parts.map((part) => rangeFault(part, rule)).find((fault) => fault !== undefined);
}

/** `*`, `N`, `N-M`, each also with a step: `0-30/5`. */
function rangeFault(part: string, rule: FieldRule): string | undefined {
  const [range = '', step, ...tooMany] = part.split('/');
  const [low = '', high, ...tooManyBounds] = range.split('-');
  if (tooMany.length > 0 || tooManyBounds.length > 0) return `cannot read ${part} as ${rule.what}`;
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) return `the step of ${part} must be a positive number`;
  if (range === '*' || range === '?') return undefined;
  const first = boundOf(low, rule);
  const last = high === undefined ? first : boundOf(high, rule);
  if (first === undefined || last === undefined) return `cannot read ${part} as ${rule.what}`;
  if (first < rule.first || last > rule.last)
    return `${part} is outside of ${rule.first} to ${rule.last} (${rule.what})`;
  return first > last ? `the beginning of ${part} is behind its end` : undefined;
}

function boundOf(text: string, { first, names = [] }: FieldRule): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const index = names.indexOf(text.toLowerCase());
  return index === -1 ? undefined : first + index;
}
