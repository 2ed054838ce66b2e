/** What a connection hears of the frames that its peer sends. Bytes are valid until the callback returns. */
export interface FrameSink {
  /** A DATA frame begins; `length` counts its padding too, as windows do (RFC 9113 section 6.1). */
  onDataFrame(stream: number, length: number, end: boolean): void;
  /** A piece of its payload, in bytes[start, end); `last` with the last one, which may be empty. */
  onData(bytes: Buffer, start: number, end: number, last: boolean): void;
  /** A whole header block: HEADERS with its CONTINUATION frames. */
  onHeaderBlock(stream: number, end: boolean, bytes: Buffer, start: number, blockEnd: number): void;
  onPriority(stream: number): void;
  onResetStream(stream: number, code: number): void;
  /** `payload` are pairs of identifier and value, six bytes each. */
  onSettings(payload: Buffer): void;
  onSettingsAck(): void;
  onPing(payload: Buffer, ack: boolean): void;
  onGoaway(lastStream: number, code: number): void;
  /** `stream` 0: the connection's window. */
  onWindowUpdate(stream: number, increment: number): void;
  /** A frame of a type that nobody knows: ignored, but counted. */
  onUnknownFrame(): void;
}
