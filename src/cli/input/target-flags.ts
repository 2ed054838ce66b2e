import type { Command } from 'commander';
import type { GlobalOptions } from '../command.ts';
import type { FilterFlags } from './object-filter.ts';

/** How a command is told which stored objects it works on, beside words. */
export interface TargetFlags extends GlobalOptions, FilterFlags {
  readonly file?: readonly string[];
  readonly all?: boolean;
  readonly allNamespaces?: boolean;
}

/** Declares -l, --field-selector, --all and -A. */
export function addTargetFlags(command: Command): Command {
  return command
    .option('-l, --selector <selector>', "those with these labels: app=web, 'tier in (a,b)', !app")
    .option('--field-selector <selector>', 'those with these fields: metadata.name!=web, type=kubernetes.io/tls')
    .option('--all', 'every object of the types')
    .option('-A, --all-namespaces', 'in every namespace; with -l, --field-selector or --all');
}
