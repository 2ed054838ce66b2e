// What each %COMMAND% of Envoy's format strings means for one request. Absent values are undefined: access logs print
// `-` for them, header operations leave the header out.
import type { CommandSegment, HeaderSet } from '../../lib/formatter/format-segment.ts';
import { grpcStatusName } from './grpc-status-name.ts';
import { maskAddress } from './mask-address.ts';
import { peerValidity } from './peer-command.ts';
import { addressReaders, grpcStatus, plainReaders } from './plain-command.ts';
import { startTimeFormatter } from './start-time.ts';
import type { StreamInfo } from './stream-info.ts';

export type FieldReader = (info: StreamInfo) => string | undefined;

const noValue: FieldReader = () => undefined;

/** Makes what reads a command. */
export function fieldReader(segment: CommandSegment): FieldReader {
  const reader = wholeReader(segment);
  const maxLength = 'maxLength' in segment ? segment.maxLength : undefined;
  return maxLength === undefined ? reader : (info) => reader(info)?.slice(0, maxLength);
}

function wholeReader(segment: CommandSegment): FieldReader {
  switch (segment.kind) {
    case 'plain':
      return Object.hasOwn(plainReaders, segment.command)
        ? plainReaders[segment.command as keyof typeof plainReaders]
        : noValue;
    case 'time':
      return timeReader(segment);
    case 'address':
      return addressReader(segment);
    case 'header':
      return headerReader(segment);
    case 'path':
      return pathReader(segment);
    case 'query':
      return (info) => queryOf(info, segment.decoded);
    case 'query-parameter':
      return (info) => queryParameter(info, segment.name);
    case 'environment':
      return () => process.env[segment.name];
    case 'server-name':
      return serverNameReader(segment);
    case 'response-code-details':
      return ({ details }) => (segment.allowWhitespace ? details : details.replace(/\s/g, '_')) || undefined;
    case 'grpc-status':
      return (info) => grpcStatusName(grpcStatus(info), segment.style);
    case 'coalesce':
      return firstOf(segment.operators.map(fieldReader));
    case 'duration':
    case 'extension':
      return noValue;
  }
}

type Segment<K extends CommandSegment['kind']> = Extract<CommandSegment, { readonly kind: K }>;

/** The local zone is that of the process. */
function timeReader({ command, format }: Segment<'time'>): FieldReader {
  const write = startTimeFormatter(format);
  if (command === 'START_TIME' || command === 'START_TIME_LOCAL') return (info) => write(info.startedAt);
  if (command === 'EMIT_TIME' || command === 'EMIT_TIME_LOCAL')
    return (info) => write(info.startedAt + Math.max(0, info.endedTick - info.startedTick));
  if (command === 'DOWNSTREAM_PEER_CERT_V_START') return validityReader(write, 'validFrom');
  return command === 'DOWNSTREAM_PEER_CERT_V_END' ? validityReader(write, 'validTo') : noValue;
}

function validityReader(write: (ms: number) => string, end: 'validFrom' | 'validTo'): FieldReader {
  return (info) => {
    const ms = peerValidity(info, end);
    return ms === undefined ? undefined : write(ms);
  };
}

function addressReader({ command, maskLength }: Segment<'address'>): FieldReader {
  const reader = addressReaders[command] ?? noValue;
  if (maskLength === undefined) return reader;
  return (info) => {
    const address = reader(info);
    return address === undefined ? undefined : maskAddress(address, maskLength);
  };
}

/** `X?Y`: the first that is there. */
function headerReader({ of, name, alternative }: Segment<'header'>): FieldReader {
  const read = fieldReaders[of](name);
  if (alternative === '') return read;
  const readAlternative = fieldReaders[of](alternative);
  return (info) => read(info) ?? readAlternative(info);
}

const fieldReaders: Readonly<Record<HeaderSet, (name: string) => FieldReader>> = {
  request: (name) => requestParts[name] ?? (({ request }) => request.headers.get(name)),
  response: (name) =>
    name === ':status'
      ? ({ response }) => response && `${response.status}`
      : ({ response }) => response?.headers.get(name),
  trailer:
    (name) =>
    ({ trailers }) =>
      trailers?.get(name),
};

/** What of a request is no header, but is asked for as one. */
const requestParts: Readonly<Record<string, FieldReader>> = {
  host: ({ request }) => request.authority,
  ':authority': ({ request }) => request.authority || undefined,
  ':method': ({ request }) => request.method || undefined,
  ':path': ({ request }) => request.path || undefined,
  ':scheme': ({ request }) => request.scheme || undefined,
};

function pathReader({ withQuery, of }: Segment<'path'>): FieldReader {
  const read = ({ request }: StreamInfo): string | undefined => {
    const original = request.headers.get('x-envoy-original-path');
    if (of === 'ORIG') return original;
    return (of === 'PATH' ? request.path : (original ?? request.path)) || undefined;
  };
  return withQuery ? read : (info) => read(info)?.split('?', 1)[0];
}

function queryOf({ request }: StreamInfo, decoded: boolean): string | undefined {
  const at = request.path.indexOf('?');
  if (at === -1) return undefined;
  const query = request.path.slice(at + 1);
  return decoded ? percentDecode(query) : query;
}

function queryParameter(info: StreamInfo, name: string): string | undefined {
  const pairs = queryOf(info, false)?.split('&') ?? [];
  for (const pair of pairs) {
    const [key = '', ...value] = pair.split('=');
    if (percentDecode(key) === name) return percentDecode(value.join('='));
  }
  return undefined;
}

/** Decodes %XX to bytes, one a character; what is no escape stays. */
function percentDecode(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function serverNameReader({ prefer, host }: Segment<'server-name'>): FieldReader {
  const sni: FieldReader = (info) => info.connection.tls?.sni || info.serverName || undefined;
  const original: FieldReader = (info) => info.request.headers.get('x-envoy-original-host');
  const authority: FieldReader = (info) => info.request.authority || undefined;
  const hosts = { ORIG: original, HOST: authority, ORIG_OR_HOST: firstOf([original, authority]) }[host];
  return { SNI_ONLY: sni, SNI_FIRST: firstOf([sni, hosts]), HOST_FIRST: hosts }[prefer];
}

function firstOf(readers: readonly FieldReader[]): FieldReader {
  return (info) => {
    for (const reader of readers) {
      const value = reader(info);
      if (value) return value;
    }
    return undefined;
  };
}
