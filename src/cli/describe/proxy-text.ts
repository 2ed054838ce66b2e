import type { Finding } from '../../lib/finding.ts';
import type { OutputStream } from '../command.ts';
import { escapeLine } from '../output/escape-controls.ts';
import { findingText } from '../output/finding-text.ts';
import { fittedTable } from '../output/fitted-table.ts';
import type { Paint } from '../output/paint.ts';
import type { SecretView } from './certificate-view.ts';
import type { ClusterView, ProxyView } from './proxy-view.ts';

type Rows = readonly (readonly string[])[];

/** Lines beyond this many are counted only. */
const MAX_LINES = 50;

export interface DescribedProxy {
  readonly origin: string;
  readonly view: ProxyView;
  readonly secret?: SecretView;
  readonly findings: readonly Finding[];
}

/** Returns what a resource does in the proxy, section by section; a section with nothing to say is left out. */
export function proxyText(
  { origin, view, secret, findings }: DescribedProxy,
  paint: Paint,
  stdout: OutputStream,
): string {
  const section = (title: string, rows: Rows) => tableSection(title, rows, paint, stdout);
  const isIdle = view.listeners.length === 0 && view.clusters.length === 0 && (secret?.usedBy.length ?? 0) === 0;
  return [
    `${paint.bold('In the proxy:')} ${escapeLine(isIdle ? `nothing (${origin})` : origin)}\n`,
    ...(secret === undefined ? [] : secretSections(secret, section, paint)),
    section('Listeners', listenerRows(view)),
    section('Routes', routeRows(view)),
    section('Clusters', clusterRows(view.clusters)),
    listSection('Requests', view.requests.map(escapeLine), paint),
    findingsSection(findings, paint),
  ].join('');
}

function listenerRows({ listeners }: ProxyView): string[][] {
  if (listeners.length === 0) return [];
  return [
    ['NAME', 'PROTOCOL', 'REACHED ON', 'HOSTS'],
    ...listeners.map(({ name, protocol, addresses, hosts }) => [
      name,
      protocol,
      addresses.join(' '),
      hosts.join(' ') || '*',
    ]),
  ];
}

function routeRows({ routes }: ProxyView): string[][] {
  if (routes.length === 0) return [];
  return [
    ['HOSTS', 'MATCH', 'LEADS TO', 'FROM'],
    ...routes.map(({ hosts, match, action, from }) => [hosts.join(' '), match, action, from]),
  ];
}

function clusterRows(clusters: readonly ClusterView[]): string[][] {
  if (clusters.length === 0) return [];
  return [
    ['NAME', 'BALANCING', 'TLS', 'ENDPOINTS'],
    ...clusters.map(({ name, balancing, tls, endpoints }) => [
      name,
      balancing,
      tls ? 'yes' : 'no',
      endpoints
        .map(({ address, health }) => (health === 'HEALTHY' ? address : `${address} (${health.toLowerCase()})`))
        .join(' ') || 'none: requests get 503',
    ]),
  ];
}

function secretSections(
  { certificates, keyMatches, usedBy }: SecretView,
  section: (title: string, rows: Rows) => string,
  paint: Paint,
): readonly string[] {
  const rows = certificates.map(({ key, certificate, count = 1, problem }) => {
    if (certificate === undefined) return [key, problem ?? ''];
    const { subject, names, notAfter, daysLeft, issuer, selfSigned } = certificate;
    const more = count > 1 ? `, ${count - 1} more in the chain` : '';
    const left = daysLeft < 0 ? 'expired' : `${daysLeft} days left`;
    const by = selfSigned ? 'self-signed' : `issued by ${issuer}`;
    return [key, `${subject}, ${by}${more}`, names.join(' '), `until ${notAfter.slice(0, 10)} (${left})`];
  });
  const keyRow = keyMatches === undefined ? [] : [keyMatches ? 'belongs to the certificate' : 'does not belong to it'];
  const users = usedBy.map(({ name, role, by }) => [by, role, name]);
  return [
    section('Certificates', rows.length === 0 ? [] : [['KEY', 'SUBJECT', 'NAMES', 'VALID'], ...rows]),
    listSection('Private key', keyRow, paint),
    section('Used by', users.length === 0 ? [] : [['SERVER', 'AS', 'SECRET'], ...users]),
  ];
}

function findingsSection(findings: readonly Finding[], paint: Paint): string {
  if (findings.length === 0) return `  ${paint.bold('Findings:')} none\n`;
  return listSection(
    'Findings',
    findings.map((finding) => findingText(finding, paint)),
    paint,
  );
}

function tableSection(title: string, rows: Rows, paint: Paint, stdout: OutputStream): string {
  if (rows.length === 0) return '';
  return listSection(title, fittedTable(rows, stdout, 4).trimEnd().split('\n'), paint);
}

function listSection(title: string, lines: readonly string[], paint: Paint): string {
  if (lines.length === 0) return '';
  const shown = lines.slice(0, MAX_LINES).map((line) => `    ${line}\n`);
  const more = lines.length > MAX_LINES ? `    … and ${lines.length - MAX_LINES} more: see -o json\n` : '';
  return `  ${paint.bold(`${title}:`)}\n${shown.join('')}${more}`;
}
