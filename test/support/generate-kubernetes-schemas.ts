// Writes src/kinds/kubernetes/generated/ from the declarations of the package kubernetes-types and an overlay; with
// `--check` it only says which modules are out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { packagePath } from '../../src/lib/package-root.ts';
import { readDeclarations } from './kubernetes-schemas/declarations.ts';
import { schemaModules } from './kubernetes-schemas/modules.ts';
import { renderModule } from './kubernetes-schemas/render.ts';

const declarationsFolder = packagePath('node_modules', 'kubernetes-types');
const manifest = JSON.parse(readFileSync(`${declarationsFolder}/package.json`, 'utf8')) as { readonly version: string };
const checkOnly = process.argv.includes('--check');

for (const module of schemaModules) {
  const path = packagePath('src', 'kinds', 'kubernetes', 'generated', `${module.file}.ts`);
  const declarations = readDeclarations(declarationsFolder, module.declarations);
  const text = renderModule(module, declarations, `kubernetes-types ${manifest.version}`);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
  if (checkOnly) {
    console.error(`generated/${module.file}.ts is out of date: run npm run generate:kubernetes-schemas`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`generated/${module.file}.ts`);
  }
}
