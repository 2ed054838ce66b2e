// One HTTP/2 connection as both sides have it (RFC 9113 sections 3 to 6): frames, settings, windows, and the end.
//
// What a stream means is the owner's: a server's opens them at a head, a client's for its requests. Situations:
//   open      frames come and go
//   ending    the peer has broken the connection or it has served its time: GOAWAY was said, nothing is read any more,
//             and what still has to leave leaves
//   gone      the socket is closed
import type { Socket } from 'node:net';
import { guarded, reportDefect } from '../../guard.ts';
import type { Headers } from '../../http/headers.ts';
import { limits } from '../../limits.ts';
import { type TimerWheel, WheelEntry } from '../../timer-wheel.ts';
import { takeOverReads } from '../take-over-reads.ts';
import { ConnectionError } from './connection-error.ts';
import { encodeFields } from './encode-fields.ts';
import { ErrorCode } from './error-code.ts';
import { FloodGuard } from './flood-guard.ts';
import { CLIENT_PREFACE, DEFAULT_WINDOW_BYTES, MAX_STREAM_ID, MAX_WINDOW_BYTES, SettingId } from './frame-format.ts';
import { FrameReader } from './frame-reader.ts';
import type { FrameSink } from './frame-sink.ts';
import { FrameWriter } from './frame-writer.ts';
import { type FieldListLimits, HpackDecoder } from './hpack/hpack-decoder.ts';
import { HpackEncoder } from './hpack/hpack-encoder.ts';
import type { Http2Io } from './http2-io.ts';
import type { BodySource } from './incoming-body.ts';
import type { BodyCarrier, OutgoingBody } from './outgoing-body.ts';
import { PeerSettings } from './peer-settings.ts';
import { ReceiveWindow } from './receive-window.ts';
import { ResetStreams } from './reset-streams.ts';
import { SendRow } from './send-row.ts';
import type { SessionStream } from './session-stream.ts';

/** Whose session it is. */
export interface SessionOwner {
  /** The first bytes of a header block are there, and not the last ones. */
  onHeadBegun(): void;
  /** A header block on a stream that was never open here; its fields are the decoder's last ones. */
  onHead(stream: number, decoder: HpackDecoder, end: boolean): void;
  /** The peer has sent settings. */
  onSettings(): void;
  onPingAck(): void;
  onGoaway(lastStream: number): void;
  /** The peer has broken the connection, which ends with this code. */
  onBroken(code: number): void;
  /** A stream has left the session; called for each but at the end of the connection. */
  onStreamClosed(stream: SessionStream): void;
  /** The socket is closed; the streams have heard of it. */
  onClosed(): void;
}

export interface SessionOptions {
  readonly wheel: TimerWheel;
  readonly io: Http2Io;
  /** What we tell the peer in SETTINGS, beside the window. */
  readonly settings: readonly (readonly [number, number])[];
  readonly streamWindowBytes: number;
  readonly connectionWindowBytes: number;
  readonly fieldLimits: FieldListLimits;
  /** Which entry a defect came out of. */
  readonly where: string;
}

/** Requests that make a connection a busy one. */
const BUSY_AFTER = 16;

export class Session extends WheelEntry implements FrameSink, BodySource, BodyCarrier {
  /** By number; those that are open or half closed. */
  readonly streams = new Map<number, SessionStream>();
  readonly peer = new PeerSettings();
  sendWindow = DEFAULT_WINDOW_BYTES;
  /** Header blocks are put together here, between `begin` and `sendHead`. */
  readonly encoder: HpackEncoder;
  /** The highest stream that the peer has opened. */
  lastPeerStream = 0;
  readonly #owner: SessionOwner;
  readonly #options: SessionOptions;
  readonly #isServer: boolean;
  readonly #reader: FrameReader;
  readonly #writer: FrameWriter;
  readonly #decoder: HpackDecoder;
  readonly #guard = new FloodGuard();
  readonly #window: ReceiveWindow;
  readonly #resets = new ResetStreams();
  readonly #row = new SendRow();
  #socket: Socket;
  /** undefined once it was tried to speed up its reads. */
  #accepted: Socket | undefined;
  /** Until our SETTINGS are acknowledged the peer may still count with the default window. */
  #streamWindowBytes: number;
  #lastOwnStream = -1;
  #acknowledged = false;
  /** Which head was cut off at the end of what has come, and since when. */
  #headNumber = -1;
  #headSince = 0;
  #ending = false;
  #gone = false;

  // The DATA frame that is being read.
  #dataStream: SessionStream | undefined = undefined;
  #dataEnds = false;
  /** Bytes of it that count but have not come: padding, in the end. */
  #dataLeft = 0;

  constructor(owner: SessionOwner, socket: Socket, isServer: boolean, options: SessionOptions) {
    super();
    this.#owner = owner;
    this.#options = options;
    this.#isServer = isServer;
    this.#socket = socket;
    this.#accepted = isServer ? socket : undefined;
    this.#reader = new FrameReader(this, isServer);
    this.#writer = new FrameWriter(
      socket,
      options.io,
      guarded(
        options.where,
        () => this.#socket.destroy(),
        () => this.#pump(),
      ),
    );
    this.#decoder = new HpackDecoder(options.io.huffman, options.fieldLimits);
    this.encoder = new HpackEncoder(options.io.block);
    this.#window = new ReceiveWindow(Math.max(options.connectionWindowBytes, DEFAULT_WINDOW_BYTES));
    this.#streamWindowBytes = Math.max(options.streamWindowBytes, DEFAULT_WINDOW_BYTES);
    this.#attach();
    this.#greet();
  }

  #attach(): void {
    const socket = this.#socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    // HTTP/2 knows no half-closed connections.
    socket.on('end', () => this.#socket.destroy());
    socket.on(
      'close',
      guarded(
        this.#options.where,
        () => undefined,
        () => this.#onClose(),
      ),
    );
    socket.on('error', ignoreError);
  }

  /** RFC 9113 section 3.4. */
  #greet(): void {
    const { settings, streamWindowBytes, connectionWindowBytes } = this.#options;
    if (!this.#isServer) this.#socket.write(CLIENT_PREFACE, 'latin1');
    this.#writer.settings([...settings, [SettingId.initialWindowSize, streamWindowBytes]]);
    const more = connectionWindowBytes - DEFAULT_WINDOW_BYTES;
    if (more > 0) this.#writer.windowUpdate(0, more);
  }

  /** Only for busy connections: it costs what a few requests save, and some memory for as long as they live. */
  #speedUpReads(accepted: Socket): void {
    this.#accepted = undefined;
    const socket = takeOverReads(accepted, this.#options.io.io.readsOf({ receiver: this }));
    if (socket === undefined) return;
    this.#socket = socket;
    this.#writer.moveTo(socket);
    socket.on('end', () => socket.destroy());
    socket.on('error', ignoreError);
  }

  // ---- State.

  get isEnding(): boolean {
    return this.#ending || this.#gone;
  }

  /** Whether the peer knows what we take. */
  get areSettingsAcknowledged(): boolean {
    return this.#acknowledged;
  }

  /** When the header block has begun that is not complete yet. */
  get headSince(): number | undefined {
    return this.#reader.isInHead ? this.#headSince : undefined;
  }

  /** For how long the peer has taken nothing of what waits for it, as far as calls of this function can tell. */
  stalledFor(now: number): number {
    return this.#writer.stalledFor(now);
  }

  get takesMore(): boolean {
    return this.#writer.takesMore;
  }

  /** What a new stream of ours may send, and what the peer may send on it. */
  get windowBytes(): { readonly send: number; readonly receive: number } {
    return { send: this.peer.initialWindowSize, receive: this.#streamWindowBytes };
  }

  // ---- Reading.

  /** Takes bytes of the socket. Called from outside only for those that were read before this session was there. */
  receive(chunk: Buffer): void {
    if (this.isEnding) return;
    const { io } = this.#options.io;
    io.enter();
    try {
      this.#reader.read(chunk);
    } catch (error) {
      if (error instanceof ConnectionError) this.fail(error.code);
      else {
        this.#socket.destroy();
        reportDefect(this.#options.where, error);
      }
    } finally {
      io.leave();
    }
    if (this.#reader.isInHead) this.#noteHead();
    if (this.#accepted === undefined || this.#reader.blocks < BUSY_AFTER || this.isEnding) return;
    if (!this.#writer.waits) this.#speedUpReads(this.#accepted);
  }

  /** More bytes of a head do not start its clock anew. */
  #noteHead(): void {
    const { blocks } = this.#reader;
    if (this.#headNumber === blocks) return;
    this.#headNumber = blocks;
    this.#headSince = this.#options.wheel.now;
    this.#owner.onHeadBegun();
  }

  onHeaderBlock(id: number, end: boolean, bytes: Buffer, start: number, blockEnd: number): void {
    this.#guard.onHeaderBlock();
    // Every block is decoded, for the table's sake.
    this.#decoder.decode(bytes, start, blockEnd);
    const stream = this.streams.get(id);
    if (stream !== undefined) {
      if (stream.incoming.ended) this.breakStream(stream, ErrorCode.streamClosed);
      else stream.onHeaders(this.#decoder, end);
    } else if (this.#isServer && id > this.lastPeerStream) {
      if (id % 2 === 0) throw protocolError("a stream number that is not the client's");
      this.lastPeerStream = id;
      this.#guard.onStream();
      this.#owner.onHead(id, this.#decoder, end);
    } else this.#refuseOnClosed(id);
  }

  onDataFrame(id: number, length: number, end: boolean): void {
    this.#guard.onData(length, end);
    if (!this.#window.take(length)) throw new ConnectionError(ErrorCode.flowControlError, 'beyond the window');
    const stream = this.streams.get(id);
    this.#dataStream = stream;
    this.#dataEnds = end;
    this.#dataLeft = length;
    if (stream === undefined) this.#refuseOnClosed(id, true);
    else if (stream.incoming.ended) this.breakStream(stream, ErrorCode.streamClosed);
    else if (!stream.incoming.window.take(length)) this.breakStream(stream, ErrorCode.flowControlError);
  }

  onData(bytes: Buffer, start: number, end: number, last: boolean): void {
    const stream = this.#dataStream;
    this.#dataLeft -= end - start;
    if (stream === undefined || this.streams.get(stream.id) !== stream) this.release(end - start);
    else {
      const isEnd = last && this.#dataEnds;
      const chunk = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
      if (chunk.length > 0 || isEnd) stream.onContent(chunk, isEnd);
    }
    // Padding is of no use to anybody, so it is consumed.
    if (last && this.#dataLeft > 0) this.#skipPadding(this.#dataLeft);
  }

  #skipPadding(bytes: number): void {
    const stream = this.#dataStream;
    if (stream === undefined || this.streams.get(stream.id) !== stream) this.release(bytes);
    else stream.incoming.skip(bytes);
  }

  onPriority(): void {
    this.#guard.onPriority();
  }

  onResetStream(id: number, code: number): void {
    if (this.#isIdle(id)) throw protocolError('RST_STREAM on an idle stream');
    const stream = this.streams.get(id);
    if (stream === undefined) this.#guard.onControl(this.#options.wheel.now);
    else {
      this.#remove(stream);
      stream.onPeerReset(code);
    }
  }

  onSettings(payload: Buffer): void {
    this.#guard.onControl(this.#options.wheel.now);
    const before = this.peer.initialWindowSize;
    this.peer.update(payload);
    this.encoder.tableSize = this.peer.headerTableSize;
    const wider = this.peer.initialWindowSize - before;
    for (const { outgoing } of this.streams.values()) {
      if (!outgoing.widen(wider)) throw new ConnectionError(ErrorCode.flowControlError, 'a window that is too large');
    }
    this.#answered(this.#writer.settingsAck());
    this.#owner.onSettings();
    if (wider > 0) this.#pump();
  }

  onSettingsAck(): void {
    this.#acknowledged = true;
    const { streamWindowBytes } = this.#options;
    if (this.#streamWindowBytes === streamWindowBytes) return;
    this.#streamWindowBytes = streamWindowBytes;
    for (const { incoming } of this.streams.values()) incoming.window.resize(streamWindowBytes);
  }

  onPing(payload: Buffer, ack: boolean): void {
    if (ack) this.#owner.onPingAck();
    else {
      this.#guard.onControl(this.#options.wheel.now);
      this.#answered(this.#writer.pingAck(payload));
    }
  }

  onGoaway(lastStream: number): void {
    this.#owner.onGoaway(lastStream);
  }

  onWindowUpdate(id: number, increment: number): void {
    this.#guard.onWindowUpdate();
    if (id === 0) {
      if (increment === 0) throw protocolError('WINDOW_UPDATE of nothing');
      this.sendWindow += increment;
      if (this.sendWindow > MAX_WINDOW_BYTES)
        throw new ConnectionError(ErrorCode.flowControlError, 'a window that is too large');
    } else {
      const stream = this.streams.get(id);
      if (stream === undefined) {
        if (this.#isIdle(id)) throw protocolError('WINDOW_UPDATE on an idle stream');
        return;
      }
      if (increment === 0) this.breakStream(stream, ErrorCode.protocolError);
      else if (!stream.outgoing.widen(increment)) this.breakStream(stream, ErrorCode.flowControlError);
    }
    this.#pump();
  }

  onUnknownFrame(): void {
    this.#guard.onControl(this.#options.wheel.now);
  }

  #answered(inTime: boolean): void {
    // Whoever reads no answers does not read GOAWAY either.
    if (!inTime) this.#socket.destroy();
  }

  // ---- Frames that are for no open stream (RFC 9113 section 5.1).

  #isIdle(id: number): boolean {
    const isOwn = (id % 2 === 0) === this.#isServer;
    return id > (isOwn ? this.#lastOwnStream : this.lastPeerStream);
  }

  #refuseOnClosed(id: number, isData = false): void {
    if (this.#isIdle(id)) throw protocolError('a frame on an idle stream');
    // What the peer has sent before it heard of our reset.
    if (this.#resets.has(id)) return;
    // A server may answer what was reset long ago.
    if (!this.#isServer) return;
    if (!isData) throw new ConnectionError(ErrorCode.streamClosed, 'a head on a closed stream');
    this.#resetClosed(id);
  }

  #resetClosed(id: number): void {
    this.#guard.onInvalid();
    this.#answered(this.#writer.resetStream(id, ErrorCode.streamClosed));
  }

  // ---- Streams.

  /** Gives a stream of ours its number. */
  openStream(stream: SessionStream): number {
    this.#lastOwnStream = this.#lastOwnStream < 0 ? 1 : this.#lastOwnStream + 2;
    this.streams.set(this.#lastOwnStream, stream);
    this.#guard.onStream();
    return this.#lastOwnStream;
  }

  /** Whether numbers for more streams are left. */
  get hasNumbers(): boolean {
    return this.#lastOwnStream + 2 <= MAX_STREAM_ID;
  }

  /** Sends the block that was put together in the encoder. */
  sendHead(stream: number, end: boolean): void {
    const { block } = this.#options.io;
    this.#writer.headers(stream, block.bytes, block.length, end);
  }

  /** Ends a stream that both sides have finished. */
  settle(stream: SessionStream): void {
    if (stream.incoming.ended && stream.outgoing.ended) this.#remove(stream);
  }

  /** Ends a stream because we want no more of it. */
  resetStream(stream: SessionStream, code: number): void {
    if (this.streams.get(stream.id) !== stream) return;
    this.#resets.add(stream.id);
    this.#answered(this.#writer.resetStream(stream.id, code));
    this.#remove(stream);
  }

  /** Ends a stream because of what the peer did on it (RFC 9113 section 5.4.2). */
  breakStream(stream: SessionStream, code: number): void {
    this.resetStream(stream, code);
    stream.onBroken();
    this.#guard.onInvalid();
  }

  /** Turns away a stream that was never opened here. */
  refuseStream(id: number, code: number): void {
    this.#resets.add(id);
    this.#guard.onInvalid();
    this.#answered(this.#writer.resetStream(id, code));
  }

  /** What the peer sent was answered, and may not be sent for ever; throws a ConnectionError then. */
  countInvalid(): void {
    this.#guard.onInvalid();
  }

  /** Takes a stream out that is neither reset nor done; its owner tells whom it concerns. */
  forget(stream: SessionStream): void {
    this.#remove(stream);
  }

  /** What has come on the stream may still wait for its reader; what has not left does not leave any more. */
  #remove(stream: SessionStream): void {
    if (!this.streams.delete(stream.id)) return;
    stream.outgoing.drop();
    this.#owner.onStreamClosed(stream);
  }

  // ---- Bodies.

  release(bytes: number): void {
    if (bytes === 0) return;
    const increment = this.#window.release(bytes);
    if (increment > 0) this.windowUpdate(0, increment);
  }

  windowUpdate(stream: number, increment: number): void {
    if (!this.isEnding) this.#writer.windowUpdate(stream, increment);
  }

  sendData(stream: number, chunk: Uint8Array, start: number, end: number, endStream: boolean): void {
    this.#guard.dataFramesSent++;
    this.#writer.data(stream, chunk, start, end, endStream);
  }

  sendTrailers(stream: number, trailers: Headers): void {
    this.encoder.begin();
    encodeFields(this.encoder, trailers);
    this.sendHead(stream, true);
  }

  park(body: OutgoingBody): void {
    this.#row.add(body);
  }

  #pump(): void {
    this.#row.proceed();
  }

  // ---- The end.

  ping(): void {
    this.#writer.ping(PING);
  }

  /** Says that no stream above this one is served any more. */
  goaway(lastStream: number): void {
    if (!this.isEnding) this.#writer.goaway(lastStream, ErrorCode.noError);
  }

  /** Ends the connection because the peer has broken it. */
  fail(code: number): void {
    if (this.isEnding) return;
    this.#writer.goaway(this.lastPeerStream, code);
    this.#end();
    this.#owner.onBroken(code);
    this.#endStreams(true);
    // Requests wait for another connection to the server, and this one counts until it is closed.
    if (!this.#isServer) this.#socket.destroy();
  }

  /** Ends the connection after what was written; no stream is open any more. */
  finish(): void {
    if (!this.isEnding) this.#end();
  }

  /** Closes the connection at once. */
  close(): void {
    if (this.#gone) return;
    this.goaway(this.lastPeerStream);
    this.#writer.send();
    this.#socket.destroy();
  }

  #end(): void {
    this.#ending = true;
    this.#reader.stop();
    this.#writer.send();
    this.#socket.end();
    this.#options.wheel.set(this, limits.delayedCloseMs.value);
  }

  onDeadline(): void {
    this.#socket.destroy();
  }

  #onClose(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#reader.stop();
    this.#options.wheel.clear(this);
    this.#endStreams(false);
    this.#owner.onClosed();
  }

  #endStreams(isProtocolError: boolean): void {
    const streams = [...this.streams.values()];
    this.streams.clear();
    for (const stream of streams) {
      stream.outgoing.drop();
      stream.onConnectionEnd(isProtocolError);
    }
  }
}

const PING = Buffer.from('ictlictl', 'latin1');

function protocolError(message: string): ConnectionError {
  return new ConnectionError(ErrorCode.protocolError, message);
}

function ignoreError(): void {
  // 'close' follows every error and does what there is to do.
}
