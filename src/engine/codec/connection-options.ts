// The Connection field (RFC 9110 section 7.6.1).

/** Names that a Connection field cannot take out of a message: they frame it, or are dealt with on their own. */
const KEPT = new Set(['host', 'content-length', 'transfer-encoding', 'upgrade', 'te']);

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** What the Connection fields of one message ask for. Reused from message to message. */
export class ConnectionOptions {
  close = false;
  keepAlive = false;
  upgrade = false;
  /** Other fields that are for this hop only, in lower case. */
  readonly nominated: string[] = [];

  reset(): void {
    this.close = false;
    this.keepAlive = false;
    this.upgrade = false;
    if (this.nominated.length > 0) this.nominated.length = 0;
  }

  /** Takes in one field line; false where it is not a list of tokens. */
  add(value: string): boolean {
    if (value === 'keep-alive' || value === 'Keep-Alive') {
      this.keepAlive = true;
      return true;
    }
    for (const part of value.toLowerCase().split(',')) {
      const option = part.trim();
      if (option === 'close') this.close = true;
      else if (option === 'keep-alive') this.keepAlive = true;
      else if (option === 'upgrade') this.upgrade = true;
      else if (option !== '') {
        if (!TOKEN.test(option)) return false;
        if (!KEPT.has(option)) this.nominated.push(option);
      }
    }
    return true;
  }
}
