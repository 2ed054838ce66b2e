import type { KindModule } from '../../kind.ts';
import { policyModule } from '../module.ts';
import { securityVersions } from '../versions.ts';
import { type PeerAuthentication, peerAuthenticationSchema } from './peer-authentication.ts';
import { validatePeerAuthentication } from './validate.ts';

export const peerAuthenticationModule: KindModule = policyModule<PeerAuthentication>(securityVersions, {
  schema: peerAuthenticationSchema,
  validate: validatePeerAuthentication,
});
