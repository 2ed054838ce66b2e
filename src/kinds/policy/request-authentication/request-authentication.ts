// RequestAuthentication: which tokens are accepted, and where they are looked for.
import { istioDuration, statusField } from '../../istio-schema.ts';
import { kubeObject } from '../../kube-schema.ts';
import type { KubeObject } from '../../object.ts';
import { boolean, field, type Infer, list, object, required, string } from '../../schema.ts';
import { targetFields } from '../target.ts';

const nonEmpty = string({ minLength: 1 });

const headerLocation = object({
  name: required(nonEmpty, 'Name of the header.'),
  prefix: field(string(), 'What stands before the token, such as "Bearer ".'),
});

const claimToHeader = object({
  header: required(string({ minLength: 1, pattern: '^[-_A-Za-z0-9]+$' }), 'Name of the header.'),
  claim: required(nonEmpty, 'Name of the claim; a dot for nested ones.'),
});

const jwtRule = object(
  {
    issuer: field(string(), 'Who issued the token.'),
    audiences: field(list(nonEmpty), 'For whom it is; one suffices.'),
    jwksUri: field(string({ minLength: 1, maxLength: 2048 }), 'Where the keys are.'),
    jwks: field(string(), 'The keys themselves, as JSON Web Key Set.'),
    fromHeaders: field(list(headerLocation), 'Headers that may hold the token. Default: Authorization.'),
    fromParams: field(list(nonEmpty), 'Query parameters that may hold it.'),
    fromCookies: field(list(nonEmpty), 'Cookies that may hold it.'),
    outputPayloadToHeader: field(string(), 'Header that carries the payload to the endpoint.'),
    forwardOriginalToken: field(boolean(), 'Whether the endpoint gets the token. Default false.'),
    outputClaimToHeaders: field(list(claimToHeader), 'Headers that carry claims to the endpoint.'),
    timeout: field(istioDuration, 'How long fetching keys may take. Default 5s.'),
    spaceDelimitedClaims: field(list(nonEmpty), 'Claims that hold several values with spaces between.'),
    presence: field(string(), 'Whether a request has to have a token.'),
  },
  { oneOf: [{ fields: ['jwksUri', 'jwks'] }] },
);

const spec = object(
  {
    ...targetFields,
    jwtRules: field(list(jwtRule, { maxItems: 4096 }), 'Tokens that are accepted; a token that fits none is refused.'),
  },
  { nulls: 'refused' },
);

export const requestAuthenticationSchema = kubeObject({
  spec: field(spec, 'Tokens.'),
  status: statusField,
});

export type JwtRule = Infer<typeof jwtRule>;

/** A RequestAuthentication as stored. */
export interface RequestAuthentication extends KubeObject {
  readonly spec?: Infer<typeof spec>;
}
