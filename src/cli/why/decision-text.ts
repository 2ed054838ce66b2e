import { escapeLine } from '../output/escape-controls.ts';
import type { Paint } from '../output/paint.ts';
import type { Decision, PassedOver, Policy, Source, Stage, Step } from './decision.ts';

const indent = ' '.repeat(14);
/** More of one step would hide the answer; -o json has all. */
const mostPassedOver = 20;

/** Lays a decision out for people. */
export function decisionText({ request, steps, outcome }: Decision, paint: Paint): string {
  const title = `${request.method} ${request.url}`;
  const status = [outcome.status, outcome.flag].filter((part) => part !== undefined).join(' ');
  const isGood = outcome.kind === 'forwarded' || outcome.kind === 'answered';
  const result = `${status === '' ? '' : `${status}, `}${outcome.summary}`;
  const lines = [
    paint.bold(escapeLine(title)),
    ...steps.flatMap((step) => stepLines(step, paint)),
    `${label('result')}${(isGood ? paint.green : paint.red)(escapeLine(result))}`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function stepLines(step: Step, paint: Paint): string[] {
  const { stage, name, detail, source, policies = [], passedOver } = step;
  const what = escapeLine([name ?? 'none', ...(detail === undefined ? [] : [`(${detail})`])].join(' '));
  const shown = passedOver.slice(0, mostPassedOver);
  const hidden = passedOver.length - shown.length;
  return [
    `${label(stage)}${what}`,
    ...(source === undefined ? [] : [`${indent}${paint.dim(`from ${sourceText(source)}`)}`]),
    ...shown.map((other) => `${indent}${passedOverText(other, stage, paint)}`),
    ...(hidden > 0 ? [`${indent}and ${hidden} more, see -o json`] : []),
    ...policies.flatMap((policy) => policyLines(policy, paint)),
  ];
}

/** A default has no place that one could go to: it stands behind what it says. */
function policyLines(policy: Policy, paint: Paint): string[] {
  const text = `${label(`  ${policy.name}`)}${escapeLine(policy.text)}`;
  return 'source' in policy
    ? [text, `${indent}${paint.dim(`from ${sourceText(policy.source)}`)}`]
    : [`${text}${paint.dim(` (${policy.default})`)}`];
}

function passedOverText({ name, source, reasons }: PassedOver, stage: Stage, paint: Paint): string {
  const from = source === undefined ? '' : paint.dim(` from ${sourceText(source)}`);
  const words = stage === 'route' ? 'no match' : 'not';
  return `${paint.yellow(words)} ${escapeLine(name)}${from}: ${escapeLine(reasons.join('; '))}`;
}

/** `VirtualService default/httpbin spec.http[0] (vs.yaml:12)`. */
function sourceText({ resource, path, position }: Source): string {
  const { kind, namespace, name } = resource;
  const object = `${kind} ${namespace === '' ? name : `${namespace}/${name}`}`;
  const place = position === undefined ? '' : ` (${position.file}:${position.line})`;
  return escapeLine(`${object}${path === undefined ? '' : ` ${path}`}${place}`);
}

function label(text: string): string {
  return text.padEnd(indent.length);
}
