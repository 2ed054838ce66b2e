// Shorthand for what Istio's schemas are made of; each says what its CRDs say of the protobuf type.
import { any, duration, field, type IntegerSchema, integer, object, type StringSchema } from './schema.ts';

/** google.protobuf.Duration: the CRDs refuse anything under a millisecond, `0s` too. */
export const istioDuration: StringSchema = duration({ minimumMs: 1 });

export const uint32: IntegerSchema = integer({ minimum: 0, maximum: 4_294_967_295 });
export const uint64: IntegerSchema = integer({ minimum: 0 });
export const int32: IntegerSchema = integer({ minimum: -2_147_483_648, maximum: 2_147_483_647 });

/** status of every Istio kind; written by control planes. */
export const statusField = field(any(), 'Written by a control plane; kept.');

/** A fully specified port number, or a port of a Service. */
export const portSelector = object({
  number: field(uint32, 'Port number; 1 to 65535.'),
});
