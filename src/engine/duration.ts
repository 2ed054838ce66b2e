/**
 * Reads a google.protobuf.Duration in proto3 JSON (`0.300s`) as milliseconds.
 * @returns `absent` where the field is not set
 */
export function durationMs(text: string | undefined, absent: number): number {
  if (text === undefined) return absent;
  const match = /^(-?\d+(?:\.\d{1,9})?)s$/.exec(text);
  if (match === null) throw new Error(`not a duration: ${text}`);
  return Number(match[1]) * 1000;
}
