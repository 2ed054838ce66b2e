// Field selectors as kubectl's --field-selector takes them (apimachinery, fields.ParseSelector): `type=kubernetes.io/tls`,
// `metadata.name!=web`, joined by commas; a backslash takes the next character as it is. Which fields can be asked for
// is a table by kind, as on an API server (pkg/apis, AddFieldLabelConversionFunc; for custom resources only names).
import type { Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';
import { isPlainRecord } from '../kinds/upgrade/plain-record.ts';
import { CliError, ExitCode } from '../lib/errors.ts';

interface FieldTerm {
  readonly field: string;
  readonly value: string;
  readonly isWanted: boolean;
}

const ofKind: ReadonlyMap<string, readonly string[]> = new Map([
  [
    '/Pod',
    [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'spec.hostNetwork',
      'status.phase',
      'status.podIP',
      'status.nominatedNodeName',
    ],
  ],
  ['/Secret', ['type']],
  ['/Service', ['spec.clusterIP', 'spec.type']],
  ['/Namespace', ['status.phase']],
  ['/ReplicationController', ['status.replicas']],
  ['apps/ReplicaSet', ['status.replicas']],
  ['batch/Job', ['status.successful']],
]);

/** Returns a test for objects of a kind. @throws CliError where the text is no selector, or the kind lacks the field */
export function parseFieldSelector(text: string, kind: Kind): (object: KubeObject) => boolean {
  const terms = splitTerms(text).map((term) => parseTerm(term, text));
  const known = fieldsOf(kind);
  for (const { field } of terms) {
    if (known.includes(field)) continue;
    throw new CliError(`field label not supported: ${field}`, {
      exitCode: ExitCode.usage,
      hint: `${kind.plural} are chosen by ${known.join(', ')}; by their labels with -l`,
    });
  }
  return (object) => terms.every(({ field, value, isWanted }) => (fieldText(object, field) === value) === isWanted);
}

function fieldsOf(kind: Kind): readonly string[] {
  const named = kind.namespaced ? ['metadata.name', 'metadata.namespace'] : ['metadata.name'];
  return [...named, ...(ofKind.get(`${kind.group}/${kind.kind}`) ?? [])];
}

function splitTerms(text: string): readonly string[] {
  return text.match(/(?:\\.|[^,\\])+/g) ?? [];
}

function parseTerm(term: string, selector: string): FieldTerm {
  const [, field, operator, value] = /^\s*([^=!\\\s]+)\s*(==|!=|=)((?:\\[\\,=]|[^\\,=])*)$/.exec(term) ?? [];
  if (field === undefined || value === undefined) {
    throw new CliError(`"${selector}" is not a field selector: cannot read "${term}"`, {
      exitCode: ExitCode.usage,
      hint: 'write metadata.name=web or type!=Opaque, joined by commas',
    });
  }
  return { field, value: value.replaceAll(/\\(.)/g, '$1'), isWanted: operator !== '!=' };
}

/** A field that is not there is empty. */
function fieldText(object: KubeObject, field: string): string {
  const value = field.split('.').reduce<unknown>((at, step) => (isPlainRecord(at) ? at[step] : undefined), object);
  return value === undefined || value === null ? '' : String(value);
}
