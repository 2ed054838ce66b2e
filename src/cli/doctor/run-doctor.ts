// `ictl doctor`: looks at everything that ictl needs, and says what to do where something is wrong.
import { analyze } from '../../analyze/analyze.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext, GlobalOptions } from '../command.ts';
import { homeFolder } from '../home-folder.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { jsonText } from '../output/json-text.ts';
import { type Paint, paintFor } from '../output/paint.ts';
import { withProgress } from '../output/progress.ts';
import type { TranslatedSnapshot } from '../translate/translate-snapshot.ts';
import { translateStore } from '../translate/translate-store.ts';
import { checkCertificates } from './check-certificates.ts';
import { checkClients } from './check-clients.ts';
import { checkPorts } from './check-ports.ts';
import { checkServer } from './check-server.ts';
import { checkStateFolder } from './check-state-folder.ts';
import { checkStore } from './check-store.ts';
import { bad, type CheckUp, ok, warning } from './check-up.ts';

export interface DoctorFlags extends GlobalOptions {
  readonly output?: 'text' | 'json';
}

/** Prints every check-up. @throws CliError with exit code 1 where one is bad */
export async function runDoctor(flags: DoctorFlags, context: CliContext): Promise<void> {
  const checkUps = await withProgress('looking', context.stderr, () => examine(flags, context));
  if (flags.output === 'json') context.stdout.write(jsonText(checkUps));
  else {
    const paint = await paintFor(context.stdout, context.env, flags.color);
    context.stdout.write(checkUps.map((one) => checkUpText(one, paint)).join(''));
  }
  const count = checkUps.filter(({ level }) => level === 'bad').length;
  if (count > 0) throw new CliError(`${count} of ${checkUps.length} check-ups are bad`, { exitCode: ExitCode.no });
}

async function examine(flags: DoctorFlags, context: CliContext): Promise<readonly CheckUp[]> {
  const home = homeFolder(flags, context);
  const folder = checkStateFolder(home);
  const store = await checkStore(home, context);
  const machine = [ok('node', `${process.versions.node} on ${process.platform}-${process.arch}`), ...folder, ...store];
  // what cannot be opened has no configuration to look at
  const isUsable = [...folder, ...store].every(({ level }) => level !== 'bad');
  const configured = isUsable ? await examineConfiguration(home, flags, context) : [];
  return [...machine, ...configured, ...(await checkClients(context))];
}

async function examineConfiguration(
  home: string,
  flags: DoctorFlags,
  context: CliContext,
): Promise<readonly CheckUp[]> {
  const translated = await translateStore(flags, context);
  const { status, checkUp } = await checkServer(home, translated.snapshot.revision);
  return [
    checkUp,
    ...(await checkPorts(translated, status)),
    ...checkCertificates(translated, context),
    checkConfiguration(translated, context.now()),
  ];
}

function checkConfiguration({ objects, snapshot, problems }: TranslatedSnapshot, now: Date): CheckUp {
  const findings = analyze({ objects, origins: snapshot.origins, files: snapshot.files, problems, now });
  const count = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const name = 'configuration';
  const text = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  if (errors > 0) return bad(name, text, 'see them with ictl analyze');
  return warnings > 0 ? warning(name, text, 'see them with ictl analyze') : ok(name, 'nothing to complain of');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function checkUpText({ name, level, text, todo }: CheckUp, paint: Paint): string {
  const mark = { ok: paint.green('ok  '), warning: paint.yellow('warn'), bad: paint.red('bad ') }[level];
  const line = `${mark}  ${escapeLine(name)}: ${escapeLine(text)}\n`;
  return todo === undefined ? line : `${line}      ${paint.cyan('->')} ${escapeLine(todo)}\n`;
}
