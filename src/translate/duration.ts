// Durations: Go syntax in Istio's resources (`1h30m`, `500ms`), seconds in Envoy's JSON (`5400s`, `0.500s`).
import { parseDuration } from '../kinds/duration.ts';

const nanosecondsPerSecond = 1e9;

/** Writes a duration as protobuf's JSON does: whole seconds, or 3, 6 or 9 decimals. */
function formatDuration(nanoseconds: number): string {
  const size = Math.abs(nanoseconds);
  const seconds = Math.floor(size / nanosecondsPerSecond);
  const fraction = String(size % nanosecondsPerSecond)
    .padStart(9, '0')
    .replace(/(000){1,3}$/, '');
  return `${nanoseconds < 0 ? '-' : ''}${seconds}${fraction === '' ? '' : `.${fraction}`}s`;
}

/** A duration of a resource as Envoy's JSON has it; undefined where there is none. */
export function envoyDuration(text: string | undefined): string | undefined {
  const nanoseconds = text === undefined ? undefined : parseDuration(text);
  return nanoseconds === undefined ? undefined : formatDuration(nanoseconds);
}

/** The whole seconds of a duration, cut off as the `seconds` of a protobuf duration are. */
export function durationSeconds(text: string): number {
  return Math.trunc((parseDuration(text) ?? 0) / nanosecondsPerSecond);
}
