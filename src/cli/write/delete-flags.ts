import { type Command, InvalidArgumentError } from 'commander';

/** Declares the flags of kubectl's delete that say how: here everything goes at once, and what belongs to it with it. */
export function addDeletionFlags(command: Command): Command {
  const atOnce = 'accepted for scripts: here everything is deleted at once';
  return command
    .option('--now', atOnce)
    .option('--force', atOnce)
    .option('--grace-period <seconds>', atOnce, parseGracePeriod)
    .option('--cascade <how>', 'background or foreground: what belongs to an object goes with it', parseCascade);
}

function parseGracePeriod(text: string): number {
  if (!/^(-1|\d+)$/.test(text)) throw new InvalidArgumentError('a number of seconds');
  return Number(text);
}

function parseCascade(text: string): string {
  if (['background', 'foreground', 'true'].includes(text)) return text;
  const reason = 'what belongs to an object cannot stay: Endpoints without their Service lead nowhere';
  throw new InvalidArgumentError(text === 'orphan' ? reason : 'background or foreground');
}
