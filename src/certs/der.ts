// Constructors for the ASN.1 that certificates are made of, on top of node-forge's.
import forge from 'node-forge';

const { asn1, util } = forge;

type Asn1 = forge.asn1.Asn1;

export function sequence(values: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.SEQUENCE, true, values);
}

/** @param hex positive, in its shortest form */
export function integer(hex: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.INTEGER, false, util.hexToBytes(hex));
}

export function objectIdentifier(oid: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OID, false, asn1.oidToDer(oid).getBytes());
}

/** @param bytes as forge keeps them: one character for each */
export function octetString(bytes: string): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.OCTETSTRING, false, bytes);
}

/** A bit string of whole bytes; it begins with the number of its unused bits. */
export function bitString(bytes: Buffer): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BITSTRING, false, `\0${bytes.toString('latin1')}`);
}

export function isTrue(): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.BOOLEAN, false, '\xff');
}

export function nothing(): Asn1 {
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '');
}

/** `[number]` around values. */
export function tagged(number: number, values: Asn1[]): Asn1 {
  return asn1.create(asn1.Class.CONTEXT_SPECIFIC, number, true, values);
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
export function time(date: Date): Asn1 {
  if (date.getUTCFullYear() < 2050)
    return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.UTCTIME, false, asn1.dateToUtcTime(date));
  return asn1.create(asn1.Class.UNIVERSAL, asn1.Type.GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
}

export function toDer(value: Asn1): Buffer {
  return Buffer.from(asn1.toDer(value).getBytes(), 'latin1');
}

/** @throws Error for what is no DER */
export function fromDer(bytes: Buffer): Asn1 {
  return asn1.fromDer(bytes.toString('latin1'));
}
