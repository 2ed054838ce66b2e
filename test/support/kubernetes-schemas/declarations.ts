// Reads the interfaces of a declaration file of the package kubernetes-types. TypeScript 7 has no API for JavaScript,
// so the parser is that of TypeScript 5.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-5';

/** A field as declared: its type in the notation of compact-schema.ts, and the whole description. */
export interface DeclaredField {
  readonly type: string;
  readonly description: string;
}

export type DeclaredType = ReadonlyMap<string, DeclaredField>;

/** Strings with a meaning of their own, and types that are kept as they are. */
const scalarAliases: Readonly<Record<string, string>> = {
  Quantity: 'quantity',
  Time: 'time',
  MicroTime: 'time',
  FieldsV1: 'any',
  RawExtension: 'any',
};

/** Returns the interfaces declared in some files of the package, such as `core/v1`; the first file with a name wins. */
export function readDeclarations(packageFolder: string, files: readonly string[]): ReadonlyMap<string, DeclaredType> {
  const types = new Map<string, DeclaredType>();
  for (const file of files) {
    const path = join(packageFolder, `${file}.d.ts`);
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement)) continue;
      if (types.has(statement.name.text)) continue;
      types.set(statement.name.text, readInterface(statement));
    }
  }
  return types;
}

function readInterface(declaration: ts.InterfaceDeclaration): DeclaredType {
  const fields = new Map<string, DeclaredField>();
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || member.type === undefined) continue;
    const name = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    const required = member.questionToken === undefined ? '!' : '';
    fields.set(name, { type: compactType(member.type) + required, description: describe(member) });
  }
  return fields;
}

function compactType(node: ts.TypeNode): string {
  if (ts.isTypeReferenceNode(node)) return referenceType(node);
  if (ts.isTypeLiteralNode(node)) return mapType(node);
  if (ts.isUnionTypeNode(node) && node.getText() === 'number | string') return 'int-or-string';
  if (ts.isLiteralTypeNode(node)) return 'string';
  switch (node.kind) {
    case ts.SyntaxKind.StringKeyword:
      return 'string';
    case ts.SyntaxKind.NumberKeyword:
      return 'integer';
    case ts.SyntaxKind.BooleanKeyword:
      return 'boolean';
    default:
      throw new Error(`cannot read the type ${node.getText()}`);
  }
}

function referenceType(node: ts.TypeReferenceNode): string {
  const name = node.typeName.getText();
  const [argument] = node.typeArguments ?? [];
  if (name === 'Array' && argument !== undefined) return `${compactType(argument)}[]`;
  return scalarAliases[name] ?? name;
}

function mapType(node: ts.TypeLiteralNode): string {
  const [member] = node.members;
  if (member !== undefined && ts.isIndexSignatureDeclaration(member)) return `${compactType(member.type)}{}`;
  throw new Error(`cannot read the type ${node.getText()}`);
}

function describe(member: ts.PropertySignature): string {
  return ts
    .getJSDocCommentsAndTags(member)
    .map((doc) => ts.getTextOfJSDocComment(doc.comment) ?? '')
    .join(' ');
}
