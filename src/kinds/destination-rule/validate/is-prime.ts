/** Whether a positive integer is prime, as Envoy judges it: 1 is (envoy, source/common/common/utility.cc). */
export function isPrime(value: number): boolean {
  if (value !== 0 && value < 4) return true;
  if (value % 2 === 0) return false;
  for (let factor = 3; factor * factor <= value; factor += 2) if (value % factor === 0) return false;
  return true;
}
