/**
 * A number of 64 bits that is changed in place, as two halves of 32 bits. BigInt says the same in fewer words, but makes
 * an object for every step; a hash ring takes thousands of hashes.
 */
export class Uint64Register {
  high = 0;
  low = 0;

  set(high: number, low: number): this {
    this.high = high | 0;
    this.low = low | 0;
    return this;
  }

  copy({ high, low }: Uint64Register): this {
    return this.set(high, low);
  }

  add({ high, low }: { readonly high: number; readonly low: number }): this {
    const sum = (this.low >>> 0) + (low >>> 0);
    this.high = (this.high + high + (sum > 0xffff_ffff ? 1 : 0)) | 0;
    this.low = sum | 0;
    return this;
  }

  multiply({ high, low }: { readonly high: number; readonly low: number }): this {
    // The upper half of the product of the lower halves, by quarters: Math.imul gives only lower halves.
    const a = this.low & 0xffff;
    const b = this.low >>> 16;
    const c = low & 0xffff;
    const d = low >>> 16;
    const ad = a * d;
    const bc = b * c;
    const middle = ((a * c) >>> 16) + (ad & 0xffff) + (bc & 0xffff);
    const carry = b * d + (ad >>> 16) + (bc >>> 16) + (middle >>> 16);
    this.high = (carry + Math.imul(this.high, low) + Math.imul(this.low, high)) | 0;
    this.low = Math.imul(this.low, low);
    return this;
  }

  xor({ high, low }: { readonly high: number; readonly low: number }): this {
    this.high ^= high;
    this.low ^= low;
    return this;
  }

  /** Rotates to the left by less than 32 bits. */
  rotate(bits: number): this {
    const { high, low } = this;
    this.high = (high << bits) | (low >>> (32 - bits));
    this.low = (low << bits) | (high >>> (32 - bits));
    return this;
  }

  /** Mixes in itself, shifted to the right by 29 to 33 bits. */
  xorShifted(bits: number): this {
    const { high, low } = this;
    if (bits >= 32) {
      this.low ^= high >>> (bits - 32);
      return this;
    }
    this.low ^= (low >>> bits) | (high << (32 - bits));
    this.high ^= high >>> bits;
    return this;
  }

  toBigInt(): bigint {
    return (BigInt(this.high >>> 0) << 32n) | BigInt(this.low >>> 0);
  }
}
