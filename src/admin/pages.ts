// The pages of the admin interface, at Envoy's paths.
import { parseRegex } from '../lib/regex.ts';
import { isSocketPath, socketAddressText } from '../lib/socket-path.ts';
import { clustersJson } from './clusters-json.ts';
import { clustersText } from './clusters-text.ts';
import { configDump } from './config-dump.ts';
import { type StatsFilter, statsJson, statsPrometheus, statsText } from './stats-pages.ts';
import type { AdminView } from './view.ts';

export interface Reply {
  readonly status: number;
  readonly type: 'application/json' | 'text/plain; charset=utf-8' | 'text/plain; version=0.0.4; charset=utf-8';
  readonly body: string;
}

export type Page = (view: AdminView, query: URLSearchParams) => Reply | Promise<Reply>;

export const text = (body: string, status = 200): Reply => ({ status, type: 'text/plain; charset=utf-8', body });

const json = (value: unknown): Reply => ({
  status: 200,
  type: 'application/json',
  body: `${JSON.stringify(value, null, 1)}\n`,
});

const isJson = (query: URLSearchParams): boolean => query.get('format') === 'json';

export const pages: Readonly<Record<string, Page>> = {
  '/': () =>
    text(
      `${Object.keys(pages)
        .filter((path) => path !== '/')
        .join('\n')}\n`,
    ),
  '/ready': readyPage,
  '/config_dump': async (view, query) => json(configDump(await view.config(), { endpoints: query.has('include_eds') })),
  '/listeners': listenersPage,
  '/clusters': (view, query) =>
    isJson(query) ? json(clustersJson(view.clusters())) : text(clustersText(view.clusters())),
  '/stats': statsPage,
  '/stats/prometheus': (view, query) => withFilter(query, (filter) => prometheus(view, filter)),
};

/** 503 keeps load balancers away: before the first configuration, and while the server drains. */
function readyPage(view: AdminView): Reply {
  const revision = view.revisionInForce();
  if (revision === undefined) return text('INITIALIZING\n', 503);
  return view.isDraining() ? text('DRAINING\n', 503) : text(`LIVE\nrevision ${revision}\n`);
}

function listenersPage(view: AdminView, query: URLSearchParams): Reply {
  const sockets = view.sockets();
  if (!isJson(query))
    return text(sockets.map(({ listener, host, port }) => `${listener}::${socketAddressText(host, port)}\n`).join(''));
  const statuses = sockets.map(({ listener, host, port }) => ({
    name: listener,
    local_address: isSocketPath(host)
      ? { pipe: { path: host } }
      : { socket_address: { address: host, port_value: port } },
  }));
  return json({ listener_statuses: statuses });
}

function statsPage(view: AdminView, query: URLSearchParams): Reply {
  return withFilter(query, (filter) => {
    switch (query.get('format')) {
      case 'json':
        return json(statsJson(view, filter));
      case 'prometheus':
        return prometheus(view, filter);
      default:
        return text(statsText(view, filter));
    }
  });
}

function prometheus(view: AdminView, filter: StatsFilter): Reply {
  return { status: 200, type: 'text/plain; version=0.0.4; charset=utf-8', body: statsPrometheus(view, filter) };
}

/** `filter` is an expression that names contain a match of; `usedonly` leaves out what was never counted. */
function withFilter(query: URLSearchParams, answer: (filter: StatsFilter) => Reply): Reply {
  const usedOnly = query.has('usedonly');
  const source = query.get('filter') ?? '';
  if (source === '') return answer({ matches: undefined, usedOnly });
  const parsed = parseRegex(`(?s).*(?:${source}).*`);
  if ('problem' in parsed) return text(`the filter is no regular expression: ${parsed.problem}\n`, 400);
  return answer({ matches: (name) => parsed.regex.matches(name), usedOnly });
}
