import type { Secret } from '../../envoy/config.ts';
import type { FindingCode } from '../../lib/finding-catalogue.ts';

/** A certificate with its key, or a CA, as read; or why it cannot be. */
export type SecretPart =
  | {
      readonly status: 'read';
      readonly secret: Omit<Secret, 'name'>;
      /** What it was read from, for messages: `Secret httpbin-cert in istio-system`. */
      readonly origin: string;
    }
  | { readonly status: 'unusable'; readonly code: FindingCode; readonly problem: string };
