import { Headers } from '../../engine/http/headers.ts';
import type { RequestHead } from '../../engine/http/stream.ts';
import { byteString } from '../../lib/byte-string.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';

/** The request in question, as a client would send it. */
export interface WhyRequest {
  readonly url: string;
  /** The port the client connects to. */
  readonly port: number;
  /** The host of the URL, without brackets; what TLS asks for unless it is an address. */
  readonly host: string;
  readonly isTls: boolean;
  readonly head: RequestHead;
}

const url = /^(?:(https?):\/\/)?(?:[^@/?#]*@)?(\[[^\]/?#]*\]|[^:/?#]*)(?::(\d*))?([^#]*)/i;
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Reads the URL as it is written, for dots and escapes in the path are part of the question.
 * @param headers `name: value`, as curl's -H
 * @throws CliError for what is no URL or header
 */
export function parseWhyRequest(text: string, method: string, headers: readonly string[]): WhyRequest {
  const [, scheme = 'http', host = '', portText = '', target = ''] = url.exec(text) ?? [];
  const isTls = scheme.toLowerCase() === 'https';
  const port = portText === '' ? (isTls ? 443 : 80) : Number(portText);
  if (host === '' || port > 65535 || (text.includes('://') && !/^https?:/i.test(text)))
    throw usage(`"${text}" is not an http or https URL`);
  if (!token.test(method)) throw usage(`"${method}" is not a method`);
  const fields = new Headers(headers.flatMap(parseHeader));
  const authority = fields.get('host') ?? (port === (isTls ? 443 : 80) ? host : `${host}:${port}`);
  fields.remove('host');
  const path = byteString(/^\//.test(target) ? target : `/${target}`);
  const head = { method, scheme: isTls ? 'https' : 'http', authority, path, headers: fields, upgrade: undefined };
  return { url: text, port, host: host.replace(/^\[|\]$/g, ''), isTls, head };
}

function parseHeader(text: string): [name: string, value: string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, colon).trim().toLowerCase();
  if (colon < 1 || !token.test(name)) throw usage(`"${text}" is not a header, write 'name: value'`);
  return [name, byteString(text.slice(colon + 1).trim())];
}

function usage(message: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage });
}
