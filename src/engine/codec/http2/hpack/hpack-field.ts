import { FieldKind, isFieldValue, kindOfName } from '../field-kind.ts';

/** What RFC 7541 section 4.1 counts for a field beside its name and value. */
export const FIELD_OVERHEAD_BYTES = 32;

/** A field as it stands in the compression tables, with what was found out about it. */
export class HpackField {
  readonly name: string;
  readonly value: string;
  /** Of fields with this name. */
  readonly nameKind: number;
  /** One of FieldKind; `malformed` where name or value are. */
  readonly kind: number;

  /** @param nameKind where it is known from another field of this name */
  constructor(name: string, value: string, nameKind = kindOfName(name)) {
    this.name = name;
    this.value = value;
    this.nameKind = nameKind;
    this.kind = isFieldValue(value) ? nameKind : FieldKind.malformed;
  }

  get size(): number {
    return this.name.length + this.value.length + FIELD_OVERHEAD_BYTES;
  }
}
