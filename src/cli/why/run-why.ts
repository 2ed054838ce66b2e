import { CliError, ExitCode } from '../../lib/errors.ts';
import type { CliContext } from '../command.ts';
import { jsonText } from '../output/json-text.ts';
import { paintFor } from '../output/paint.ts';
import { printFindings } from '../output/print-findings.ts';
import { decide } from './decide.ts';
import { decisionJson } from './decision-json.ts';
import { decisionText } from './decision-text.ts';
import { parseWhyRequest } from './why-request.ts';
import { type WorldFlags, whyWorld } from './why-world.ts';

export interface WhyFlags extends WorldFlags {
  readonly request: string;
  readonly header: readonly string[];
  readonly output?: string;
}

/** Explains what becomes of a request. @throws CliError where nothing is routed, after saying why */
export async function runWhy(url: string, flags: WhyFlags, context: CliContext): Promise<void> {
  const { output = 'text' } = flags;
  if (output !== 'text' && output !== 'json')
    throw new CliError(`unknown output format "${output}", use text, json`, { exitCode: ExitCode.usage });
  const request = parseWhyRequest(url, flags.request, flags.header);
  const world = await whyWorld(flags, context);
  const decision = decide(request, world);
  const paint = await paintFor(context.stdout, context.env, flags.color);
  context.stdout.write(output === 'json' ? jsonText(decisionJson(decision)) : decisionText(decision, paint));
  if (decision.outcome.kind === 'forwarded' || decision.outcome.kind === 'answered') return;
  // An object that was left out is often the reason.
  await printFindings(
    world.findings.filter(({ severity }) => severity !== 'info'),
    flags,
    context,
  );
  if (decision.outcome.kind === 'not-routed')
    throw new CliError('the request is not routed', { exitCode: ExitCode.no });
}
