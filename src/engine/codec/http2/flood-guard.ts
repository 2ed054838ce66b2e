// Frames that cost their sender nothing and us something (CVE-2019-9511 to 9518, CVE-2023-44487): counted against what
// a connection does for its living. The bounds are Envoy's (source/common/http/http2/protocol_constraints.cc) where it
// has one.
import { limits } from '../../limits.ts';
import { ConnectionError } from './connection-error.ts';
import { ErrorCode } from './error-code.ts';

/** Envoy: max_inbound_window_update_frames_per_data_frame_sent. */
const WINDOW_UPDATES_PER_DATA_FRAME = 10;
/** Envoy: max_inbound_priority_frames_per_stream. */
const PRIORITIES_PER_STREAM = 100;

const SECOND_MS = 1000;

export class FloodGuard {
  /** DATA frames that we have sent. */
  dataFramesSent = 0;
  #streams = 0;
  #windowUpdates = 0;
  #priorities = 0;
  #emptyFrames = 0;
  #invalidFrames = 0;
  #controlFrames = 0;
  #controlSince = 0;

  onStream(): void {
    this.#streams++;
  }

  /** A whole head or trailers. */
  onHeaderBlock(): void {
    this.#emptyFrames = 0;
  }

  onData(length: number, end: boolean): void {
    if (length > 0 || end) this.#emptyFrames = 0;
    else if (++this.#emptyFrames > limits.http2EmptyFrames.value) throw flood('empty DATA frames');
  }

  onPriority(): void {
    if (++this.#priorities > PRIORITIES_PER_STREAM * (1 + this.#streams)) throw flood('PRIORITY frames');
  }

  onWindowUpdate(): void {
    const allowed = 5 + 2 * (this.#streams + WINDOW_UPDATES_PER_DATA_FRAME * this.dataFramesSent);
    if (++this.#windowUpdates > allowed) throw flood('WINDOW_UPDATE frames');
  }

  /** SETTINGS, PING and frames of unknown types. */
  onControl(now: number): void {
    if (now - this.#controlSince >= SECOND_MS) {
      this.#controlSince = now;
      this.#controlFrames = 0;
    }
    if (++this.#controlFrames > limits.http2ControlFrames.value) throw flood('control frames');
  }

  /** A frame that was answered with RST_STREAM or came too late for its stream. */
  onInvalid(): void {
    if (++this.#invalidFrames > limits.http2InvalidFrames.value) throw flood('malformed frames');
  }
}

function flood(what: string): ConnectionError {
  return new ConnectionError(ErrorCode.enhanceYourCalm, `too many ${what}`);
}
