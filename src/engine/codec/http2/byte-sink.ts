/** Room for bytes that are put together and read again before anything else is. */
export class ByteSink {
  bytes: Buffer = Buffer.allocUnsafeSlow(4096);
  length = 0;

  /** Makes room for so many bytes more. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }

  /** Adds the characters of a latin1 string; room for them is reserved. */
  putText(text: string): void {
    const { length } = text;
    if (length > SHORT) this.length += this.bytes.write(text, this.length, 'latin1');
    else {
      const { bytes } = this;
      let at = this.length;
      for (let i = 0; i < length; i++) bytes[at++] = text.charCodeAt(i);
      this.length = at;
    }
  }
}

/** Texts up to this long are copied faster than Node is called. */
const SHORT = 24;
