// XXH64 (github.com/Cyan4973/xxHash, doc/xxhash_spec.md): the hash with which Envoy keeps requests of a key together.
import { Uint64Register } from './uint64-register.ts';

const PRIME_1 = { high: 0x9e3779b1, low: 0x85ebca87 };
const PRIME_2 = { high: 0xc2b2ae3d, low: 0x27d4eb4f };
const PRIME_3 = { high: 0x165667b1, low: 0x9e3779f9 };
const PRIME_4 = { high: 0x85ebca77, low: 0xc2b2ae63 };
const PRIME_5 = { high: 0x27d4eb2f, low: 0x165667c5 };
const MINUS_PRIME_1 = { high: 0x61c8864e, low: 0x7a143579 };

/** Rotations of the four lanes when they are put together. */
const CONVERGENCE = [1, 7, 12, 18] as const;
const STRIPE_BYTES = 32;

/** Hashes bytes to a number below 2^64. */
export function xxHash64(bytes: Uint8Array, seed = 0n): bigint {
  const start = new Uint64Register().set(Number(seed >> 32n), Number(seed & 0xffff_ffffn));
  const hash = new Uint64Register();
  const lane = new Uint64Register();
  let at = 0;
  if (bytes.length >= STRIPE_BYTES) at = takeStripes(hash, lane, bytes, start);
  else hash.copy(start).add(PRIME_5);
  hash.add({ high: 0, low: bytes.length });
  takeRest(hash, lane, bytes, at);
  return hash.xorShifted(33).multiply(PRIME_2).xorShifted(29).multiply(PRIME_3).xorShifted(32).toBigInt();
}

/** Takes whole stripes of 32 bytes in four lanes; tells where the rest begins. */
function takeStripes(hash: Uint64Register, lane: Uint64Register, bytes: Uint8Array, seed: Uint64Register): number {
  const lanes = [
    new Uint64Register().copy(seed).add(PRIME_1).add(PRIME_2),
    new Uint64Register().copy(seed).add(PRIME_2),
    new Uint64Register().copy(seed),
    new Uint64Register().copy(seed).add(MINUS_PRIME_1),
  ] as const;
  let at = 0;
  for (; at + STRIPE_BYTES <= bytes.length; at += STRIPE_BYTES)
    for (let i = 0; i < 4; i++) {
      lane.set(word(bytes, at + 8 * i + 4), word(bytes, at + 8 * i)).multiply(PRIME_2);
      (lanes[i] as Uint64Register).add(lane).rotate(31).multiply(PRIME_1);
    }
  for (let i = 0; i < 4; i++) hash.add(lane.copy(lanes[i] as Uint64Register).rotate(CONVERGENCE[i] as number));
  for (const of of lanes)
    hash
      .xor(mixed(lane.copy(of)))
      .multiply(PRIME_1)
      .add(PRIME_4);
  return at;
}

/** Takes what is left: eight bytes at a time, then four, then single ones. */
function takeRest(hash: Uint64Register, lane: Uint64Register, bytes: Uint8Array, from: number): void {
  let at = from;
  for (; at + 8 <= bytes.length; at += 8) {
    hash.xor(mixed(lane.set(word(bytes, at + 4), word(bytes, at))));
    hash.rotate(27).multiply(PRIME_1).add(PRIME_4);
  }
  if (at + 4 <= bytes.length) {
    hash.xor(lane.set(0, word(bytes, at)).multiply(PRIME_1));
    hash.rotate(23).multiply(PRIME_2).add(PRIME_3);
    at += 4;
  }
  for (; at < bytes.length; at++) {
    hash.xor(lane.set(0, bytes[at] as number).multiply(PRIME_5));
    hash.rotate(11).multiply(PRIME_1);
  }
}

function mixed(lane: Uint64Register): Uint64Register {
  return lane.multiply(PRIME_2).rotate(31).multiply(PRIME_1);
}

function word(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)
  );
}
