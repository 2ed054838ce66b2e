// The result of a command that may still fail: kept aside, in a file once it is large, and delivered whole or not at all.
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { unreadable } from '../input/read-bytes.ts';

/** What fits into memory without being noticed. */
const memoryCharacters = 1024 * 1024;
const copyBytes = 256 * 1024;

export class ResultFile {
  /** The file it will become; undefined: it is handed on. */
  readonly #target: string | undefined;
  readonly #device: string | undefined;
  readonly #shownPath: string;
  #pieces: string[] = [];
  #length = 0;
  #draft: { readonly path: string; readonly descriptor: number } | undefined;
  #folder: string | undefined;

  /** @param target absolute path of a file to write */
  constructor(target?: string, shownPath = target ?? '') {
    // A device is written to, not replaced; a link keeps pointing at its file.
    const isFile = target !== undefined && (!existsSync(target) || statSync(target).isFile());
    this.#target = isFile ? (existsSync(target) ? realpathSync(target) : target) : undefined;
    this.#device = isFile ? undefined : target;
    this.#shownPath = shownPath;
    if (this.#target !== undefined) this.#open(`${this.#target}.${process.pid}.tmp`, modeOf(this.#target));
  }

  write(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
    if (this.#length > memoryCharacters) this.#flush();
  }

  /** Puts the file in its place, or hands everything to `forward`. */
  deliver(forward: (text: string) => void): void {
    if (this.#target !== undefined && this.#draft !== undefined) {
      this.#flush();
      closeSync(this.#draft.descriptor);
      renameSync(this.#draft.path, this.#target);
      this.#draft = undefined;
      return;
    }
    const device = this.#device === undefined ? undefined : openSync(this.#device, 'w');
    this.#forward(device === undefined ? forward : (text) => void writeSync(device, text));
    if (device !== undefined) closeSync(device);
  }

  /** Removes what was not delivered. */
  discard(): void {
    if (this.#draft !== undefined) {
      closeSync(this.#draft.descriptor);
      rmSync(this.#draft.path, { force: true });
      this.#draft = undefined;
    }
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  #open(path: string, mode: number): void {
    try {
      this.#draft = { path, descriptor: openSync(path, 'wx+', mode) };
    } catch (error) {
      throw unreadable(this.#shownPath, error);
    }
  }

  #flush(): void {
    if (this.#draft === undefined) {
      this.#folder = mkdtempSync(join(tmpdir(), 'ictl-'));
      this.#open(join(this.#folder, 'result'), 0o600);
    }
    if (this.#draft !== undefined) writeAll(this.#draft.descriptor, this.#pieces.join(''));
    this.#pieces = [];
    this.#length = 0;
  }

  #forward(forward: (text: string) => void): void {
    if (this.#draft !== undefined) copyOut(this.#draft.descriptor, forward);
    for (const piece of this.#pieces) forward(piece);
  }
}

function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

function copyOut(descriptor: number, forward: (text: string) => void): void {
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(copyBytes);
  for (let at = 0; ; ) {
    const count = readSync(descriptor, buffer, 0, buffer.length, at);
    if (count === 0) break;
    at += count;
    forward(decoder.write(buffer.subarray(0, count)));
  }
  const rest = decoder.end();
  if (rest !== '') forward(rest);
}

/** A file that is replaced keeps its permissions. */
function modeOf(path: string): number {
  return existsSync(path) ? statSync(path).mode & 0o777 : 0o644;
}
