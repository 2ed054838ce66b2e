/** The peer has broken the connection: GOAWAY with this code, and the end (RFC 9113 section 5.4.1). */
export class ConnectionError extends Error {
  /** Of RFC 9113 section 7. */
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = 'ConnectionError';
    this.code = code;
  }
}
