// RequestAuthentications as Istio validates them (istio, ValidateRequestAuthentication).
import { fieldOf, itemOf } from '../../field-path.ts';
import { refused, warned } from '../../field-problem.ts';
import { checkDuration } from '../../istio-rules/fields.ts';
import { checkIstioMetadata } from '../../istio-rules/object.ts';
import type { Problem } from '../../problem.ts';
import { checkTarget } from '../target.ts';
import type { JwtRule, RequestAuthentication } from './request-authentication.ts';

export function validateRequestAuthentication(authentication: RequestAuthentication): readonly Problem[] {
  const { spec = {} } = authentication;
  return [
    ...checkIstioMetadata(authentication),
    ...checkTarget(spec),
    ...(spec.jwtRules ?? []).flatMap((rule, index) => checkJwtRule(itemOf('spec.jwtRules', index), rule)),
  ];
}

function checkJwtRule(path: string, { issuer = '', jwksUri = '', jwks = '', timeout }: JwtRule): readonly Problem[] {
  return [
    ...(issuer === '' && jwksUri === '' ? [refused(fieldOf(path, 'issuer'), 'issuer or jwksUri must be set')] : []),
    ...(jwksUri === '' ? [] : checkUri(fieldOf(path, 'jwksUri'), jwksUri)),
    ...(jwks === '' ? [] : checkKeys(fieldOf(path, 'jwks'), jwks)),
    ...checkDuration(fieldOf(path, 'timeout'), timeout),
  ];
}

function checkUri(path: string, uri: string): readonly Problem[] {
  const isHttp = /^https?:\/\//.test(uri) && URL.canParse(uri);
  return isHttp ? [] : [refused(path, 'must be a URL with scheme http:// or https://')];
}

/** A JSON Web Key, or a set of them (RFC 7517). */
function checkKeys(path: string, jwks: string): readonly Problem[] {
  const keys = keysOf(jwks);
  if (keys === undefined) return [refused(path, 'is no JSON Web Key Set')];
  const isPrivate = keys.some((key) => Object.hasOwn(key, 'd'));
  return isPrivate ? [warned(path, 'holds private keys: only public ones belong here')] : [];
}

function keysOf(jwks: string): readonly object[] | undefined {
  try {
    const value: unknown = JSON.parse(jwks);
    const keys: unknown = isRecord(value) && Array.isArray(value.keys) ? value.keys : [value];
    return Array.isArray(keys) && keys.every((key) => isRecord(key) && typeof key.kty === 'string') ? keys : undefined;
  } catch {
    return undefined; // no JSON
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
