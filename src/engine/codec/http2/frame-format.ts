// Frames on the wire (RFC 9113 sections 4.1 and 6).

export const FRAME_HEADER_BYTES = 9;

/** SETTINGS_MAX_FRAME_SIZE where nothing else was said, which is also what we take (RFC 9113 section 6.5.2). */
export const DEFAULT_FRAME_BYTES = 16_384;

/** What a side may send before it has heard of another window (RFC 9113 section 6.9.2). */
export const DEFAULT_WINDOW_BYTES = 65_535;

/** No window grows beyond this (RFC 9113 section 6.9.1). */
export const MAX_WINDOW_BYTES = 2 ** 31 - 1;

/** The highest identifier of a stream, which in GOAWAY means: none is turned away yet (RFC 9113 section 6.8). */
export const MAX_STREAM_ID = 2 ** 31 - 1;

/** RFC 9113 section 3.4. */
export const CLIENT_PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

export const FrameType = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goaway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const FrameFlag = {
  ack: 0x1,
  endStream: 0x1,
  endHeaders: 0x4,
  padded: 0x8,
  priority: 0x20,
} as const;

export const SettingId = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
  maxHeaderListSize: 6,
  /** RFC 8441 section 3. */
  enableConnectProtocol: 8,
} as const;
