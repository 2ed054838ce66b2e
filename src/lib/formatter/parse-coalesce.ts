import type { CommandText, ParsedCommand } from './command-text.ts';
import type { CommandSegment } from './format-segment.ts';

/** Reads `%COALESCE({"operators": ["PROTOCOL", {"command": "REQ", "param": "x", "max_length": 3}]})%`. */
export function parseCoalesce(
  { argument, maxLength }: CommandText,
  parseCommand: (command: CommandText) => ParsedCommand,
): ParsedCommand {
  const written = operatorsOf(argument);
  if (written === undefined || written.length === 0)
    return { problem: '%COALESCE(…)% needs a JSON object with a list of operators' };
  const operators: CommandSegment[] = [];
  for (const entry of written) {
    const command = commandOf(entry);
    if (command === undefined) return { problem: `%COALESCE(…)%: ${JSON.stringify(entry)} is not an operator` };
    const parsed = parseCommand(command);
    if ('problem' in parsed) return { problem: `%COALESCE(…)%: ${parsed.problem}` };
    operators.push(parsed.segment);
  }
  return { segment: { kind: 'coalesce', operators, maxLength } };
}

function operatorsOf(json: string): readonly unknown[] | undefined {
  try {
    const { operators } = JSON.parse(json) as { readonly operators?: unknown };
    return Array.isArray(operators) ? operators : undefined;
  } catch {
    return undefined; // not JSON, or null
  }
}

function commandOf(entry: unknown): CommandText | undefined {
  if (typeof entry === 'string') return { name: entry, argument: '', maxLength: undefined };
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { command, param, max_length: length } = entry as Readonly<Record<string, unknown>>;
  if (typeof command !== 'string') return undefined;
  return {
    name: command,
    argument: typeof param === 'string' ? param : '',
    maxLength: typeof length === 'number' ? length : undefined,
  };
}
