import { type Command, InvalidArgumentError, Option } from 'commander';
import { keyTypes } from '../../certs/key-type.ts';

const MAX_DAYS = 36_500;

/** Declares the flags of every command that makes a key and a certificate. */
export function addKeyFlags(command: Command, defaults: { readonly keyType: string; readonly days: number }): Command {
  return command
    .addOption(new Option('--key-type <type>', 'kind and size of the key').choices(keyTypes).default(defaults.keyType))
    .option('--days <days>', 'how long the certificate is valid', parseDays, defaults.days);
}

/** @throws InvalidArgumentError */
export function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    throw new InvalidArgumentError(`a number of days from 1 to ${MAX_DAYS}`);
  return days;
}
