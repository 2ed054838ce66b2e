// What `serve` prints: what listens where, which hosts answer there, and what is missing with the command that mends it.
// After the start only what is new is told.
import type { Finding } from '../../lib/finding.ts';
import { socketAddressText } from '../../lib/socket-path.ts';
import type { ServeOptions } from '../../serve/options.ts';
import type { InForce, ServeEvents } from '../../serve/server.ts';
import type { SourceFailure } from '../../serve/thread-messages.ts';
import { escapeControls, escapeLine } from '../output/escape-controls.ts';
import { findingText } from '../output/finding-text.ts';
import type { Paint } from '../output/paint.ts';
import { tableText } from '../output/table.ts';

const MAX_HOSTS_SHOWN = 5;

export class ServeReport implements ServeEvents {
  readonly #print: (text: string) => void;
  readonly #paint: Paint;
  readonly #options: ServeOptions;
  #lastTable = '';
  #lastFindings = new Set<string>();
  #hasStarted = false;

  constructor(print: (text: string) => void, paint: Paint, options: ServeOptions) {
    this.#print = print;
    this.#paint = paint;
    this.#options = options;
  }

  onInForce(state: InForce): void {
    this.#print(`${this.#headline(state)}\n`);
    this.#hasStarted = true;
    const table = listenerTable(state);
    if (table !== this.#lastTable) this.#print(table);
    this.#lastTable = table;
    this.#printFindings([...state.findings, ...state.bindFailures.map(bindFinding)]);
  }

  onRefused(revision: number, reason: string): void {
    this.#line(
      this.#paint.red('error:'),
      `revision ${revision} cannot be put in force: ${reason}; the last one serves on`,
    );
  }

  onSourceFailure({ message, hint }: SourceFailure): void {
    this.#line(this.#paint.red('error:'), `${message}; what was last read serves on`);
    if (hint !== undefined) this.#line('  ', hint);
  }

  onDefect(text: string): void {
    this.#print(`${this.#paint.red('error:')} ${escapeControls(text)}\n`);
  }

  onDrain(seconds: number): void {
    this.#print(`Draining: requests under way have ${seconds} s to finish\n`);
  }

  #headline({ revision, workloads, adminAddress }: InForce): string {
    if (this.#hasStarted) return `Revision ${revision} is in force`;
    const played = workloads.map((name) => name.split('/').reverse().join('.')).join(' and ') || 'no gateway';
    const from = this.#options.files.length > 0 ? this.#options.files.join(' ') : this.#options.home;
    const admin = adminAddress === undefined ? '' : `, admin http://${adminAddress}`;
    return escapeLine(`Serving ${played} at revision ${revision} from ${from}${admin}`);
  }

  /** Findings that were not there at the last revision. */
  #printFindings(findings: readonly Finding[]): void {
    const now = new Set<string>();
    for (const finding of findings) {
      const text = findingText(finding, this.#paint);
      now.add(text);
      if (!this.#lastFindings.has(text)) this.#print(`${text}\n`);
    }
    this.#lastFindings = now;
  }

  #line(label: string, text: string): void {
    this.#print(`${label} ${escapeLine(text)}\n`);
  }
}

function listenerTable({ listeners }: InForce): string {
  if (listeners.length === 0)
    return 'Nothing is served yet: no Gateway and no Ingress applies. Create one: ictl create -f gateway.yaml\n';
  const rows = listeners.map(({ protocols, sockets, hosts }) => [
    protocols.join(','),
    sockets.map(({ host, port }) => socketAddressText(host, port)).join(' ') || '<nowhere>',
    hostList(hosts),
  ]);
  return tableText([['PROTOCOL', 'REACHED AT', 'HOSTS'], ...rows]);
}

function hostList(hosts: readonly string[]): string {
  if (hosts.length === 0) return '<none>';
  const shown = hosts.slice(0, MAX_HOSTS_SHOWN).join(',');
  return hosts.length > MAX_HOSTS_SHOWN ? `${shown} and ${hosts.length - MAX_HOSTS_SHOWN} more` : shown;
}

function bindFinding({ host, port, code }: InForce['bindFailures'][number]): Finding {
  const address = socketAddressText(host, port);
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'the port is taken; stop what listens there, or name another with --port',
    EACCES: 'only root may bind it; use the node port, or name another with --port',
    EADDRNOTAVAIL: 'this machine has no such address',
  };
  // a port below 1024 that may not be bound is the rule on a laptop, and the node port is there instead
  const severity = code === 'EACCES' ? 'info' : 'warning';
  return { code: 'ICTL0060', severity, message: `cannot listen on ${address}: ${reasons[code] ?? code}` };
}
