import { Option } from 'commander';
import type { RegisterCommand } from '../command.ts';
import { refuseFlags } from '../input/refuse-flags.ts';
import { addFileFlag, addWriteFlags } from '../write/write-flags.ts';

export const registerPatch: RegisterCommand = (program, context) => {
  const patch = program
    .command('patch')
    .description('Change fields of stored resources')
    .argument('[type]', 'a type, or TYPE/NAME')
    .argument('[names...]', 'names of objects of that type')
    .option('-p, --patch <patch>', 'the patch, as JSON or YAML')
    .option('--patch-file <file>', 'a file that holds the patch')
    .addOption(
      new Option(
        '--type <type>',
        "how it is read (default: strategic for Kubernetes' own kinds, merge for others)",
      ).choices(['strategic', 'merge', 'json']),
    );
  refuseFlags(patch, {
    '--local': 'print what would be stored with --dry-run -o yaml',
    '--subresource <name>': 'a status is computed when it is read, and there is no scale',
  });
  addWriteFlags(addFileFlag(patch))
    .addHelpText(
      'after',
      `
merge: maps are merged, null removes a field, lists are replaced as a whole (RFC 7386). json: a list of operations (RFC
6902); a test that fails ends with exit code 4. strategic: as merge, but lists with a merge key, such as containers by
name and ports of a Service by port, are merged item by item. A metadata.resourceVersion in the patch must be the stored
one. What comes out is checked like an object from a file, and either all is written or nothing.

Examples:
  ictl patch gateway web -p '{"spec": {"selector": {"istio": "ingressgateway"}}}'
  ictl patch vs web --type json -p '[{"op": "replace", "path": "/spec/hosts/0", "value": "foo.bar.com"}]'
  ictl patch deployment web -p '{"spec": {"template": {"spec": {"containers": [{"name": "web", "image": "web:2"}]}}}}'
  ictl patch svc httpbin --patch-file ports.yaml --dry-run -o yaml
`,
    )
    .action(async (type: string | undefined, names: string[], _options, command) => {
      const { runPatch } = await import('../patch/run-patch.ts');
      await runPatch(type === undefined ? [] : [type, ...names], command.optsWithGlobals(), context);
    });
};
