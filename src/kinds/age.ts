// How long ago something happened, in the words of kubectl's AGE column (apimachinery, duration.HumanDuration): two
// units while the larger one is small, then one.

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** From `from` seconds on, durations are written in `unit`, with the rest in `rest` where there is one. */
interface Step {
  readonly from: number;
  readonly unit: readonly [seconds: number, letter: string];
  readonly rest?: readonly [seconds: number, letter: string];
}

// The longest first.
const steps: readonly Step[] = [
  { from: 8 * year, unit: [year, 'y'] },
  { from: 2 * year, unit: [year, 'y'], rest: [day, 'd'] },
  { from: 8 * day, unit: [day, 'd'] },
  { from: 2 * day, unit: [day, 'd'], rest: [hour, 'h'] },
  { from: 8 * hour, unit: [hour, 'h'] },
  { from: 3 * hour, unit: [hour, 'h'], rest: [minute, 'm'] },
  { from: 10 * minute, unit: [minute, 'm'] },
  { from: 2 * minute, unit: [minute, 'm'], rest: [1, 's'] },
  { from: 0, unit: [1, 's'] },
];

/** Writes a duration as kubectl does: `45s`, `3m20s`, `47h`, `2d3h`, `2y10d`. */
export function humanDuration(durationMs: number): string {
  const seconds = Math.trunc(durationMs / 1000);
  // Clocks of two machines may differ a little: a second into the future is now.
  if (seconds < -1) return '<invalid>';
  const whole = Math.max(seconds, 0);
  const step = steps.find(({ from }) => whole >= from);
  if (step === undefined) return `${whole}s`;
  const [unitSeconds, letter] = step.unit;
  const units = `${Math.floor(whole / unitSeconds)}${letter}`;
  if (step.rest === undefined) return units;
  const [restSeconds, restLetter] = step.rest;
  const rest = Math.floor((whole % unitSeconds) / restSeconds);
  return rest === 0 ? units : `${units}${rest}${restLetter}`;
}

/** Returns the cell of an AGE column for an RFC 3339 timestamp; `<unknown>` where there is none. */
export function age(timestamp: string | undefined, nowMs: number): string {
  const since = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(since) ? '<unknown>' : humanDuration(nowMs - since);
}
