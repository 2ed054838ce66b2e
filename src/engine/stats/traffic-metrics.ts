// What Istio's standard metrics count of the traffic to one cluster (istio.stats): requests by how they ended, and TCP
// connections. Labels that are the same for all of a cluster are added by whoever prints them.
import { Histogram } from './histogram.ts';

/** How a request ended. */
export interface RequestEnd {
  readonly status: number;
  /** `-` for none. */
  readonly flags: string;
  readonly isGrpc: boolean;
  /** A number; '' where there is none. */
  readonly grpcStatus: string;
}

export interface RequestSeries extends RequestEnd {
  readonly durationMs: Histogram;
  readonly requestBytes: Histogram;
  readonly responseBytes: Histogram;
}

/** Connections by what became of them. */
export interface ConnectionSeries {
  readonly flags: string;
  opened: number;
  closed: number;
  sentBytes: number;
  receivedBytes: number;
}

const STATUSES = 600;

export class TrafficMetrics {
  /** Of what is most: HTTP that went as it should, by status. Found without making a key. */
  #plain: (RequestSeries | undefined)[] | undefined;
  readonly #others = new Map<string, RequestSeries>();
  readonly #connections = new Map<string, ConnectionSeries>();

  /** The series of a request without flags that is not gRPC. */
  plainRequest(status: number): RequestSeries {
    const at = status >= 0 && status < STATUSES ? status : 0;
    this.#plain ??= new Array<RequestSeries | undefined>(STATUSES).fill(undefined);
    let series = this.#plain[at];
    if (series === undefined) {
      series = createSeries({ status: at, flags: '-', isGrpc: false, grpcStatus: '' });
      this.#plain[at] = series;
    }
    return series;
  }

  request(end: RequestEnd): RequestSeries {
    const key = `${end.status} ${end.flags} ${end.isGrpc} ${end.grpcStatus}`;
    const known = this.#others.get(key);
    if (known !== undefined) return known;
    const series = createSeries(end);
    this.#others.set(key, series);
    return series;
  }

  connection(flags: string): ConnectionSeries {
    const known = this.#connections.get(flags);
    if (known !== undefined) return known;
    const series = { flags, opened: 0, closed: 0, sentBytes: 0, receivedBytes: 0 };
    this.#connections.set(flags, series);
    return series;
  }

  get requests(): readonly RequestSeries[] {
    return [...(this.#plain ?? []).filter((series) => series !== undefined), ...this.#others.values()];
  }

  get connections(): readonly ConnectionSeries[] {
    return [...this.#connections.values()];
  }
}

function createSeries(end: RequestEnd): RequestSeries {
  return { ...end, durationMs: new Histogram(), requestBytes: new Histogram(), responseBytes: new Histogram() };
}
