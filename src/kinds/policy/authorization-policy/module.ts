import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { securityVersions } from '../versions.ts';
import { type AuthorizationPolicy, authorizationPolicySchema } from './authorization-policy.ts';
import { validateAuthorizationPolicy } from './validate.ts';

export const authorizationPolicyModule: KindModule = policyModule<AuthorizationPolicy>(securityVersions, {
  schema: authorizationPolicySchema,
  validate: validateAuthorizationPolicy,
});
