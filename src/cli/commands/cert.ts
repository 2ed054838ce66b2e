import type { RegisterCommand } from '../command.ts';
import { registerCertCa } from './cert-ca.ts';
import { registerCertGen } from './cert-gen.ts';
import { registerCertInspect } from './cert-inspect.ts';
import { registerCertSecret } from './cert-secret.ts';
import { registerCertTrust } from './cert-trust.ts';
import { registerCertVerify } from './cert-verify.ts';

export const registerCert: RegisterCommand = (program, context) => {
  const cert = program.command('cert').description('Make and check keys and certificates');
  for (const register of [
    registerCertGen,
    registerCertCa,
    registerCertTrust,
    registerCertSecret,
    registerCertInspect,
    registerCertVerify,
  ])
    register(cert, context);
};
