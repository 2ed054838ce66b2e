// Writes a schema module: the types that its roots reach, as rows of compact-schema.ts.
import type { CompactField } from '../../../src/kinds/kubernetes/compact-schema.ts';
import type { DeclaredType } from './declarations.ts';
import { type SchemaModule, schemaModules } from './modules.ts';
import { overlay } from './overlay.ts';
import { firstSentence } from './shorten.ts';

type Declarations = ReadonlyMap<string, DeclaredType>;

const scalars = ['string', 'integer', 'boolean', 'int-or-string', 'quantity', 'time', 'bytes', 'any', 'ObjectMeta'];

/** Returns the text of a module. */
export function renderModule(module: SchemaModule, declarations: Declarations, source: string): string {
  const types = ownTypes(module, declarations).sort();
  const constant = `${module.file.replaceAll(/-(.)/g, (_match, letter: string) => letter.toUpperCase())}Types`;
  return [
    `// Made from ${source} by \`npm run generate:kubernetes-schemas\`; change test/support/kubernetes-schemas instead.`,
    "import type { CompactTypes } from '../compact-schema.ts';",
    '',
    `export const ${constant}: CompactTypes = {`,
    ...types.flatMap((type) => renderType(type, declarations, module.roots)),
    '};',
    '',
  ].join('\n');
}

function ownTypes(module: SchemaModule, declarations: Declarations): string[] {
  const neighbour = schemaModules.find(({ file }) => file === module.beside);
  const elsewhere = reachableTypes(neighbour?.roots ?? [], declarations);
  return [...reachableTypes(module.roots, declarations)].filter((type) => !elsewhere.has(type));
}

function reachableTypes(roots: readonly string[], declarations: Declarations): Set<string> {
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (scalars.includes(name) || found.has(name)) return;
    found.add(name);
    for (const [type] of fieldsOf(name, declarations).values()) visit(type.replaceAll(/[[\]{}!]/g, ''));
  };
  for (const root of roots) visit(root);
  return found;
}

function fieldsOf(type: string, declarations: Declarations): ReadonlyMap<string, CompactField> {
  const declared = declarations.get(type);
  const added = overlay[type];
  if (declared === undefined && added === undefined) throw new Error(`no type ${type}`);
  const fields = new Map<string, CompactField>();
  for (const [name, field] of declared ?? []) fields.set(name, [field.type, firstSentence(field.description)]);
  for (const [name, [fieldType, description, ...rest]] of Object.entries(added ?? {})) {
    fields.set(name, [fieldType, description === '' ? (fields.get(name)?.[1] ?? '') : description, ...rest]);
  }
  return fields;
}

function renderType(type: string, declarations: Declarations, roots: readonly string[]): readonly string[] {
  // Controllers write a status; what tools print of one, `status: {}`, is rarely whole.
  const isStatus = roots.some((root) => type === `${root}Status`);
  const fields = [...fieldsOf(type, declarations)].sort(([left], [right]) => (left < right ? -1 : 1));
  const rows = fields.map(([name, row]) => `    ${key(name)}: [${cells(isStatus ? optional(row) : row)}],`);
  return [`  ${type}: {`, ...rows, '  },'];
}

function optional([type, ...rest]: CompactField): CompactField {
  return [type.replace(/!$/, ''), ...rest];
}

function cells([type, description, enforcement]: CompactField): string {
  const texts = [quoted(type), quoted(description)];
  if (typeof enforcement === 'string') texts.push(quoted(enforcement));
  else if (enforcement !== undefined) texts.push(`{ notEnforced: ${quoted(enforcement.notEnforced)} }`);
  return texts.join(', ');
}

function key(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
