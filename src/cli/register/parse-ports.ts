import type { Service } from '../../kinds/kubernetes/service.ts';
import { CliError, ExitCode } from '../../lib/errors.ts';

export interface NamedPort {
  readonly name: string;
  readonly port: number;
}

/** How istioctl names ports that are given without a name. */
const wellKnown: Readonly<Record<number, string>> = { 80: 'http', 443: 'https', 3306: 'mysql', 8080: 'http' };

/**
 * Reads `[name:]port` arguments, and gives those without a name one.
 * @param service the Service they are for, where it is there already: its ports must have these names
 * @throws CliError for what is no port, a name given twice, or one that the Service lacks
 */
export function parsePorts(words: readonly string[], service: Service | undefined): readonly NamedPort[] {
  const ports = words.map((word) => parsePort(word, service));
  for (const [index, { name }] of ports.entries()) {
    if (ports.findIndex((other) => other.name === name) !== index) {
      throw usage(`two ports are named "${name}"`, 'give each a name of its own: http-a:80 http-b:8080');
    }
  }
  if (service !== undefined) refuseForeign(ports, service);
  return ports;
}

function parsePort(word: string, service: Service | undefined): NamedPort {
  const [, name, digits] = /^(?:([^:]+):)?(\d+)$/.exec(word) ?? [];
  const port = Number(digits);
  if (digits === undefined || port < 1 || port > 65_535) {
    throw usage(`"${word}" is not a port`, 'write it as [name:]port: http:9000');
  }
  return { name: name ?? onlyPortName(service) ?? wellKnown[port] ?? String(port), port };
}

function onlyPortName(service: Service | undefined): string | undefined {
  const [only, ...more] = service?.spec?.ports ?? [];
  return only === undefined || more.length > 0 ? undefined : (only.name ?? '');
}

/** Endpoints find their Service port by its name; under another one they would get no traffic. */
function refuseForeign(ports: readonly NamedPort[], { metadata, spec }: Service): void {
  const names = (spec?.ports ?? []).map(({ name = '' }) => name);
  const foreign = ports.find(({ name }) => !names.includes(name));
  if (foreign === undefined) return;
  const known = names.map((name) => (name === '' ? 'one without a name' : name)).join(', ');
  throw new CliError(`service ${metadata.name} has no port named "${foreign.name}"`, {
    exitCode: ExitCode.badInput,
    hint: `its ports are: ${known}`,
  });
}

function usage(message: string, hint: string): CliError {
  return new CliError(message, { exitCode: ExitCode.usage, hint });
}
