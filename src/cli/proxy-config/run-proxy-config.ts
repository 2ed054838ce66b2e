// `ictl proxy-config`: the configuration of the proxy, section by section, as istioctl shows it.
import type { CliContext } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { fittedTable } from '../output/fitted-table.ts';
import { jsonText } from '../output/json-text.ts';
import { yamlText } from '../output/yaml-text.ts';
import { clusterSection } from './cluster-section.ts';
import { endpointSection } from './endpoint-section.ts';
import { listenerSection } from './listener-section.ts';
import { type ProxyConfigFlags, type ProxyConfigSection, proxyConfigSections } from './proxy-config-flags.ts';
import { readProxyConfig } from './read-proxy-config.ts';
import { routeSection } from './route-section.ts';
import { secretSection } from './secret-section.ts';
import type { ReadSection, Section } from './section.ts';

const SHOWN_NAMES = 8;

/** Shows one section, or all. @throws CliError or ApiError where there is nothing to read */
export async function runProxyConfig(
  wanted: ProxyConfigSection | 'all',
  proxy: string | undefined,
  flags: ProxyConfigFlags,
  context: CliContext,
): Promise<void> {
  const read = await readProxyConfig(proxy, flags, context);
  const readers: Readonly<Record<ProxyConfigSection, ReadSection>> = {
    listeners: listenerSection,
    routes: routeSection,
    clusters: clusterSection,
    endpoints: endpointSection,
    secrets: secretSection(context.now()),
  };
  const names = wanted === 'all' ? proxyConfigSections : [wanted];
  const sections = names.map((name) => [name, readers[name](read, flags)] as const);
  if (flags.output === 'short') printTables(sections, read.origin, context);
  else {
    const objects = Object.fromEntries(sections.map(([name, section]) => [name, section.objects]));
    context.stdout.write((flags.output === 'json' ? jsonText : yamlText)(wanted === 'all' ? objects : objects[wanted]));
  }
}

/** Which configuration it is goes to standard error: what is piped on is the table alone. */
function printTables(
  sections: readonly (readonly [ProxyConfigSection, Section])[],
  origin: string,
  { stdout, stderr }: CliContext,
): void {
  stderr.write(`Configuration ${escapeLine(origin)}\n`);
  const tables: string[] = [];
  for (const [name, section] of sections) {
    if (section.rows.length > 1) tables.push(fittedTable(section.rows, stdout));
    else stderr.write(`${escapeLine(nothingText(name, section))}\n`);
  }
  stdout.write(tables.join('\n'));
}

function nothingText(name: ProxyConfigSection, { names }: Section): string {
  if (names.length === 0) return `There are no ${name}`;
  const more = names.length > SHOWN_NAMES ? ` and ${names.length - SHOWN_NAMES} more` : '';
  return `No ${name} pass the filters; there are ${names.slice(0, SHOWN_NAMES).join(', ')}${more}`;
}
