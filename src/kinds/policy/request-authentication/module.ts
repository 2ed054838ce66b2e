import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { securityVersions } from '../versions.ts';
import { type RequestAuthentication, requestAuthenticationSchema } from './request-authentication.ts';
import { validateRequestAuthentication } from './validate.ts';

export const requestAuthenticationModule: KindModule = policyModule<RequestAuthentication>(securityVersions, {
  schema: requestAuthenticationSchema,
  validate: validateRequestAuthentication,
});
