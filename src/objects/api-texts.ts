// Errors of the verbs, in the words of the Kubernetes API server, so that what people search for is found.
import type { Kind } from '../kinds/kind.ts';
import type { Problem } from '../kinds/problem.ts';
import { ApiError } from '../lib/errors.ts';
import { absentHint, type PresentObject } from './absent-hint.ts';
import type { ObjectRef } from './object-ref.ts';

/** Returns a kind as the API server's texts name it: `gateways.networking.istio.io`, `services`. */
export function groupResource(kind: Kind): string {
  return kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
}

export function alreadyExists({ kind, name }: ObjectRef): ApiError {
  return new ApiError('AlreadyExists', `${groupResource(kind)} "${name}" already exists`, {
    hint: 'change it with ictl replace -f or ictl apply -f',
  });
}

/** @param present all objects of the kind, of every namespace: the hint says what there is instead */
export function notFound(ref: ObjectRef, present: readonly PresentObject[]): ApiError {
  return new ApiError('NotFound', `${groupResource(ref.kind)} "${ref.name}" not found`, {
    hint: absentHint(ref, present),
  });
}

export function namespaceNotFound(namespace: string): ApiError {
  return new ApiError('NotFound', `namespaces "${namespace}" not found`, {
    hint: `make it with ictl create namespace ${namespace}`,
  });
}

export function modified({ kind, name }: ObjectRef): ApiError {
  return new ApiError(
    'Conflict',
    `Operation cannot be fulfilled on ${groupResource(kind)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { hint: 'get it again, or leave metadata.resourceVersion out to overwrite it' },
  );
}

export function uidDiffers({ kind, name }: ObjectRef, given: string, stored: string): ApiError {
  return new ApiError(
    'Conflict',
    `Operation cannot be fulfilled on ${groupResource(kind)} "${name}": Precondition failed: UID in precondition: ${given}, UID in object meta: ${stored}`,
  );
}

export function invalid({ kind, name }: ObjectRef, problems: readonly Problem[]): ApiError {
  const qualified = kind.group === '' ? kind.kind : `${kind.kind}.${kind.group}`;
  const causes = problems.map(({ path, message }) => (path ? `${path}: ${message}` : message));
  const text = causes.length === 1 ? causes[0] : `[${causes.join(', ')}]`;
  return new ApiError('Invalid', `${qualified} "${name}" is invalid: ${text}`);
}

/** The error for a change of what an object is known by. */
export function otherIdentity({ kind, name }: ObjectRef, field: string, was: string, is: string): ApiError {
  return new ApiError(
    'BadRequest',
    `${groupResource(kind)} "${name}": ${field} may not be changed from "${was}" to "${is}"`,
    { hint: 'create another object and delete this one' },
  );
}

export function forbidden({ kind, name }: ObjectRef, why: string, hint?: string): ApiError {
  const subject = name === '' ? groupResource(kind) : `${groupResource(kind)} "${name}"`;
  return new ApiError('Forbidden', `${subject} is forbidden: ${why}`, hint ? { hint } : {});
}
