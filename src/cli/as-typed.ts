// What fingers trained on kubectl and istioctl type: Go's flags take `--all=true`, `--all=false` and `-o=json`, which
// commander does not (github.com/spf13/pflag); `-f` is --filename there, and folders are read recursively with -R, which
// is how they are always read here.
import type { Command } from 'commander';

const recursive = ['-R', '--recursive'];

/** Returns the arguments in the forms that the program takes. Behind `--` nothing is a flag. */
export function asTyped(args: readonly string[], program: Command): readonly string[] {
  const end = args.indexOf('--');
  const flags = end === -1 ? args : args.slice(0, end);
  const command = flags
    .map((arg) => program.commands.find((one) => one.name() === arg))
    .find((one) => one !== undefined);
  const isReal = (flag: string) => command?.options.some(({ long, short }) => long === flag || short === flag) === true;
  const meant = flags.filter((arg) => !(recursive.includes(arg) && !isReal(arg)));
  return [...meant.flatMap((arg) => spelledOut(arg, program)), ...args.slice(flags.length)];
}

function spelledOut(arg: string, program: Command): readonly string[] {
  const [, equals, path] = /^--filename(=(.*))?$/s.exec(arg) ?? [];
  if (equals !== undefined) return [`-f${path}`];
  if (arg === '--filename') return ['-f'];
  const [, shorthand, value] = /^(-[a-zA-Z])=([\s\S]+)$/.exec(arg) ?? [];
  if (shorthand !== undefined) return [`${shorthand}${value}`];
  if (/^--dry-run=(client|server)$/.test(arg)) return ['--dry-run'];
  if (arg === '--dry-run=none') return [];
  const [, flag, truth] = /^(--[a-z][a-z-]*)=(true|false)$/.exec(arg) ?? [];
  if (flag === undefined || !isSwitch(flag, program)) return [arg];
  return truth === 'true' ? [flag] : [];
}

/** Tells whether every command that has the flag takes it without a value. */
function isSwitch(flag: string, program: Command): boolean {
  const options = [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]
    .flatMap((command) => command.options)
    .filter(({ long }) => long === flag);
  return options.length > 0 && options.every((option) => option.isBoolean() || option.negate);
}
