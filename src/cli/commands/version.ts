import { packageVersion } from '../../lib/package-root.ts';
import type { RegisterCommand } from '../command.ts';

export const registerVersion: RegisterCommand = (program, { stdout }) => {
  program
    .command('version')
    .description('Print the version')
    .option('-s, --short', 'the number alone')
    .addHelpText(
      'after',
      `
Examples:
  ictl version
  ictl version -s
`,
    )
    .action(({ short }: { readonly short?: boolean }) => {
      const version = packageVersion();
      if (short) stdout.write(`${version}\n`);
      else
        stdout.write(
          `Version: ${version}\nNode: ${process.versions.node}\nPlatform: ${process.platform}-${process.arch}\n`,
        );
    });
};
