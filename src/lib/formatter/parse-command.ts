// Reads the argument of each command as Envoy 1.40 does; what Envoy refuses is a problem, in words of our own.

import { nearestName } from '../nearest-name.ts';
import {
  type AddressCommand,
  addressCommands,
  type PlainCommand,
  plainCommands,
  type TimeCommand,
  timeCommands,
} from './command-names.ts';
import type { CommandText, ParsedCommand } from './command-text.ts';
import type { ExtensionCommand, HeaderSet } from './format-segment.ts';
import { parseCoalesce } from './parse-coalesce.ts';

interface Grammar {
  readonly argument: 'none' | 'optional' | 'required';
  readonly takesLength: boolean;
  readonly read: (command: CommandText) => ParsedCommand;
}

/** Reads one command. */
export function parseCommand(command: CommandText): ParsedCommand {
  const grammar = grammars.get(command.name);
  if (grammar === undefined) return { problem: unknownCommand(command.name) };
  const { argument, maxLength, name } = command;
  if (grammar.argument === 'none' && argument !== '') return { problem: `%${name}% takes no argument` };
  if (grammar.argument === 'required' && argument === '') return { problem: `%${name}(…)% needs an argument` };
  if (!grammar.takesLength && maxLength !== undefined) return { problem: `%${name}% takes no length` };
  return grammar.read(command);
}

function unknownCommand(name: string): string {
  const near = nearestName(name, [...grammars.keys()]);
  return `Envoy has no command %${name}%${near === undefined ? '' : `, did you mean %${near}%?`}`;
}

const grammars: ReadonlyMap<string, Grammar> = new Map<string, Grammar>([
  ...plainCommands.map((command) => [command, plainGrammar(command)] as const),
  ...timeCommands.map((command) => [command, timeGrammar(command)] as const),
  ...addressCommands.map((command) => [command, addressGrammar(command)] as const),
  ['REQ', headerGrammar('request')],
  ['REQUEST_HEADER', headerGrammar('request')],
  ['STREAM_INFO_REQ', headerGrammar('request')],
  ['RESP', headerGrammar('response')],
  ['RESPONSE_HEADER', headerGrammar('response')],
  ['TRAILER', headerGrammar('trailer')],
  ['RESPONSE_TRAILER', headerGrammar('trailer')],
  ['PATH', { argument: 'optional', takesLength: true, read: readPath }],
  ['QUERY_PARAM', { argument: 'required', takesLength: true, read: readQueryParameter }],
  ['QUERY_PARAMS', { argument: 'optional', takesLength: true, read: readQuery }],
  ['ENVIRONMENT', { argument: 'required', takesLength: true, read: readEnvironment }],
  ['COMMON_DURATION', { argument: 'required', takesLength: false, read: readDuration }],
  ['REQUESTED_SERVER_NAME', { argument: 'optional', takesLength: false, read: readServerName }],
  ['RESPONSE_CODE_DETAILS', { argument: 'optional', takesLength: false, read: readDetails }],
  ['GRPC_STATUS', { argument: 'optional', takesLength: false, read: readGrpcStatus }],
  ['COALESCE', { argument: 'required', takesLength: true, read: (command) => parseCoalesce(command, parseCommand) }],
  ['DYNAMIC_METADATA', extensionGrammar('DYNAMIC_METADATA', true)],
  ['CLUSTER_METADATA', extensionGrammar('CLUSTER_METADATA', false)],
  ['UPSTREAM_METADATA', extensionGrammar('UPSTREAM_METADATA', false)],
  ['METADATA', { argument: 'required', takesLength: true, read: readMetadata }],
  ['FILTER_STATE', { argument: 'required', takesLength: true, read: readFilterState('FILTER_STATE') }],
  [
    'UPSTREAM_FILTER_STATE',
    { argument: 'required', takesLength: true, read: readFilterState('UPSTREAM_FILTER_STATE') },
  ],
  ['CEL', extensionGrammar('CEL', true)],
  ['TYPED_CEL', extensionGrammar('TYPED_CEL', true)],
]);

function plainGrammar(command: PlainCommand): Grammar {
  return { argument: 'none', takesLength: false, read: () => ({ segment: { kind: 'plain', command } }) };
}

function timeGrammar(command: TimeCommand): Grammar {
  const read = ({ argument }: CommandText): ParsedCommand =>
    /%[-_0^#]*[1-9]*[EO]?n/.test(argument)
      ? { problem: `the time format of %${command}% holds a line feed` }
      : { segment: { kind: 'time', command, format: argument } };
  return { argument: 'optional', takesLength: false, read };
}

/** Envoy takes any argument here, and prints nothing where it is no length that fits the address at hand. */
function addressGrammar(command: AddressCommand): Grammar {
  const read = ({ argument }: CommandText): ParsedCommand => {
    const maskLength = argument === '' ? undefined : Number(/^\d+$/.exec(argument)?.[0] ?? Number.NaN);
    return { segment: { kind: 'address', command, maskLength } };
  };
  return { argument: 'optional', takesLength: false, read };
}

function headerGrammar(of: HeaderSet): Grammar {
  const read = ({ argument, maxLength }: CommandText): ParsedCommand => {
    const [name = '', alternative = '', ...more] = argument.toLowerCase().split('?');
    if (more.length > 0) return { problem: `${argument} names more than one alternative header` };
    if (!isHeaderName(name) || !isHeaderName(alternative)) return { problem: `${argument} is not a header name` };
    return { segment: { kind: 'header', of, name, alternative, maxLength } };
  };
  return { argument: 'required', takesLength: true, read };
}

/** A token (RFC 9110, 5.6.2), a pseudo-header, or nothing. */
function isHeaderName(name: string): boolean {
  return /^:?[!#$%&'*+\-.^_`|~0-9a-z]*$/.test(name);
}

function extensionGrammar(command: ExtensionCommand, takesLength: boolean): Grammar {
  const read = ({ argument, maxLength }: CommandText): ParsedCommand => ({
    segment: { kind: 'extension', command, argument, maxLength },
  });
  return { argument: 'required', takesLength, read };
}

function readPath({ argument, maxLength }: CommandText): ParsedCommand {
  const [query = '', of = ''] = argument.split(':');
  if (!isOneOf(query, ['', 'WQ', 'NQ'])) return notOneOf('PATH', query, ['WQ', 'NQ']);
  if (!isOneOf(of, ['', 'ORIG', 'PATH', 'ORIG_OR_PATH'])) return notOneOf('PATH', of, ['ORIG', 'PATH', 'ORIG_OR_PATH']);
  return { segment: { kind: 'path', withQuery: query !== 'NQ', of: of === '' ? 'ORIG_OR_PATH' : of, maxLength } };
}

function readQueryParameter({ argument, maxLength }: CommandText): ParsedCommand {
  return { segment: { kind: 'query-parameter', name: argument, maxLength } };
}

function readQuery({ argument, maxLength }: CommandText): ParsedCommand {
  if (!isOneOf(argument, ['', 'ORIG', 'DECODED'])) return notOneOf('QUERY_PARAMS', argument, ['ORIG', 'DECODED']);
  return { segment: { kind: 'query', decoded: argument === 'DECODED', maxLength } };
}

function readEnvironment({ argument, maxLength }: CommandText): ParsedCommand {
  return { segment: { kind: 'environment', name: argument, maxLength } };
}

function readDuration({ argument }: CommandText): ParsedCommand {
  const [from = '', to, unit = 'ms', ...more] = argument.split(':');
  if (to === undefined || more.length > 0)
    return { problem: `%COMMON_DURATION(${argument})% is not START:END:PRECISION` };
  if (!isOneOf(unit, ['ms', 'us', 'ns'])) return notOneOf('COMMON_DURATION', unit, ['ms', 'us', 'ns']);
  return { segment: { kind: 'duration', from, to, unit } };
}

function readServerName({ argument }: CommandText): ParsedCommand {
  const [prefer = '', host = ''] = argument.split(':');
  const preferences = ['SNI_ONLY', 'SNI_FIRST', 'HOST_FIRST'] as const;
  const hosts = ['ORIG', 'HOST', 'ORIG_OR_HOST'] as const;
  if (prefer !== '' && !isOneOf(prefer, preferences)) return notOneOf('REQUESTED_SERVER_NAME', prefer, preferences);
  if (host !== '' && !isOneOf(host, hosts)) return notOneOf('REQUESTED_SERVER_NAME', host, hosts);
  return { segment: { kind: 'server-name', prefer: prefer || 'SNI_ONLY', host: host || 'ORIG_OR_HOST' } };
}

function readDetails({ argument }: CommandText): ParsedCommand {
  return { segment: { kind: 'response-code-details', allowWhitespace: argument === 'ALLOW_WHITESPACES' } };
}

function readGrpcStatus({ argument }: CommandText): ParsedCommand {
  const styles = ['CAMEL_STRING', 'SNAKE_STRING', 'NUMBER'] as const;
  if (argument !== '' && !isOneOf(argument, styles)) return notOneOf('GRPC_STATUS', argument, styles);
  return { segment: { kind: 'grpc-status', style: argument || 'CAMEL_STRING' } };
}

function readMetadata({ argument, maxLength }: CommandText): ParsedCommand {
  const [of = ''] = argument.split(':');
  const owners = [
    'DYNAMIC',
    'CLUSTER',
    'ROUTE',
    'UPSTREAM_HOST',
    'LISTENER',
    'LISTENER_FILTER_CHAIN',
    'VIRTUAL_HOST',
  ] as const;
  if (!isOneOf(of, owners)) return notOneOf('METADATA', of, owners);
  return { segment: { kind: 'extension', command: 'METADATA', argument, maxLength } };
}

function readFilterState(command: 'FILTER_STATE' | 'UPSTREAM_FILTER_STATE'): Grammar['read'] {
  return ({ argument, maxLength }) => {
    const [, form = 'TYPED', field] = argument.split(':');
    const forms = ['PLAIN', 'TYPED', 'FIELD'] as const;
    if (!isOneOf(form, forms)) return notOneOf(command, form, forms);
    if ((form === 'FIELD') !== (field !== undefined)) return { problem: `%${command}%: FIELD goes with a field name` };
    return { segment: { kind: 'extension', command, argument, maxLength } };
  };
}

function isOneOf<T extends string>(text: string, words: readonly T[]): text is T {
  return (words as readonly string[]).includes(text);
}

function notOneOf(command: string, given: string, words: readonly string[]): ParsedCommand {
  return { problem: `%${command}(${given})%: must be one of ${words.join(', ')}` };
}
