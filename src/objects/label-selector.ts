// Label selectors as kubectl's -l takes them (apimachinery, labels.Parse):
// `app=web`, `app==web`, `app!=web`, `tier in (a,b)`, `tier notin (a)`, `app`, `!app`, joined by commas.
import { CliError, ExitCode } from '../lib/errors.ts';

type Labels = Readonly<Record<string, string>>;
type Requirement = (labels: Labels) => boolean;

/** Returns a test for labels. @throws CliError where the text is not a selector */
export function parseLabelSelector(text: string): (labels: Labels | undefined) => boolean {
  const requirements = splitOutsideParentheses(text).map((part) => parseRequirement(part, text));
  return (labels = {}) => requirements.every((requirement) => requirement(labels));
}

const key = '[A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?';
const value = '[-A-Za-z0-9_.]*';
const equality = new RegExp(`^(${key})\\s*(==|=|!=)\\s*(${value})$`);
const membership = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(([-A-Za-z0-9_.,\\s]*)\\)$`);
const existence = new RegExp(`^(!?)\\s*(${key})$`);

function parseRequirement(part: string, selector: string): Requirement {
  const [, equalKey, operator, equalValue] = equality.exec(part) ?? [];
  if (equalKey !== undefined) return oneOf(equalKey, [equalValue ?? ''], operator !== '!=');
  const [, setKey, word, list] = membership.exec(part) ?? [];
  if (setKey !== undefined)
    return oneOf(
      setKey,
      (list ?? '').split(',').map((one) => one.trim()),
      word === 'in',
    );
  const [, not, existsKey] = existence.exec(part) ?? [];
  if (existsKey !== undefined) return (labels) => Object.hasOwn(labels, existsKey) === (not === '');
  throw new CliError(`"${selector}" is not a label selector: cannot read "${part}"`, {
    exitCode: ExitCode.usage,
    hint: "write app=web, app!=web, 'tier in (a,b)', app or '!app', joined by commas",
  });
}

/** An absent label is never `in` and always `notin`. */
function oneOf(label: string, values: readonly string[], wanted: boolean): Requirement {
  return (labels) => (Object.hasOwn(labels, label) && values.includes(labels[label] ?? '')) === wanted;
}

function splitOutsideParentheses(text: string): string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}
