import { ConnectionError } from './connection-error.ts';
import { ErrorCode } from './error-code.ts';
import { DEFAULT_FRAME_BYTES, DEFAULT_WINDOW_BYTES, MAX_WINDOW_BYTES, SettingId } from './frame-format.ts';

const LARGEST_FRAME_BYTES = 2 ** 24 - 1;

/** What the peer has said of itself in SETTINGS (RFC 9113 section 6.5.2). */
export class PeerSettings {
  /** Whether it has sent any. */
  received = false;
  headerTableSize = 4096;
  /** Of streams that it opens for our requests; no bound until it says one. */
  maxConcurrentStreams = Number.POSITIVE_INFINITY;
  initialWindowSize = DEFAULT_WINDOW_BYTES;
  /** Whether it takes extended CONNECT (RFC 8441). */
  enablesConnect = false;

  /** Takes the payload of a SETTINGS frame; throws a ConnectionError at a value that is out of range. */
  update(payload: Buffer): void {
    this.received = true;
    for (let at = 0; at < payload.length; at += 6) this.#set(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
  }

  #set(id: number, value: number): void {
    switch (id) {
      case SettingId.headerTableSize:
        this.headerTableSize = value;
        break;
      case SettingId.enablePush:
        if (value > 1) throw outOfRange('ENABLE_PUSH');
        break;
      case SettingId.maxConcurrentStreams:
        this.maxConcurrentStreams = value;
        break;
      case SettingId.initialWindowSize:
        if (value > MAX_WINDOW_BYTES) throw new ConnectionError(ErrorCode.flowControlError, 'INITIAL_WINDOW_SIZE');
        this.initialWindowSize = value;
        break;
      case SettingId.maxFrameSize:
        if (value < DEFAULT_FRAME_BYTES || value > LARGEST_FRAME_BYTES) throw outOfRange('MAX_FRAME_SIZE');
        break;
      case SettingId.enableConnectProtocol:
        // RFC 8441 section 3: it may not be taken back.
        if (value > 1 || (this.enablesConnect && value === 0)) throw outOfRange('ENABLE_CONNECT_PROTOCOL');
        this.enablesConnect = value === 1;
        break;
      default:
      // Others are ignored (RFC 9113 section 6.5.2).
    }
  }
}

function outOfRange(setting: string): ConnectionError {
  return new ConnectionError(ErrorCode.protocolError, `SETTINGS: ${setting} is out of range`);
}
