// Makes a route look as if its upstream were slow or broken: a delay, then an answer in its place.
// Facts: source/extensions/filters/http/fault/fault_filter.cc of Envoy. The x-envoy-fault-* headers of a client have no
// effect, for that needs a config which asks for them.
import type { HttpFault } from '../../envoy/http-fault.ts';
import { durationMs } from '../duration.ts';
import { shareOf } from '../fractional-percent.ts';
import { HTTP } from '../stats/layouts.ts';
import type { StatScope } from '../stats/stat-scope.ts';
import { StreamTimer } from '../stream-timer.ts';
import type { Filter, FilterFactory, FilterStatus, FilterStream } from './filter.ts';

const NAME = 'envoy.filters.http.fault';
const OK = 200;

interface Delay {
  readonly ms: number;
  readonly share: number;
}

interface Abort {
  readonly status: number;
  readonly grpcStatus: number | undefined;
  readonly share: number;
}

/** A route's faults; each is drawn for by itself. */
interface RouteFault {
  readonly delay: Delay | undefined;
  readonly abort: Abort | undefined;
}

class FaultFilter implements Filter {
  readonly #stats: StatScope;

  constructor(stats: StatScope) {
    this.#stats = stats;
  }

  onRequestHead(stream: FilterStream, slot: number): FilterStatus {
    const fault = stream.routeConfig(NAME) as RouteFault | undefined;
    if (fault === undefined) return 'continue';
    const { delay, abort } = fault;
    if (delay !== undefined && stream.environment.random() < delay.share) {
      this.#delay(stream, slot, delay, abort);
      return 'stop';
    }
    return this.#aborts(stream, abort) ? 'stop' : 'continue';
  }

  onEnd(stream: FilterStream, slot: number): void {
    const timer = stream.getState(slot) as StreamTimer | undefined;
    if (timer !== undefined) stream.environment.timers.clear(timer);
  }

  #delay(stream: FilterStream, slot: number, { ms }: Delay, abort: Abort | undefined): void {
    this.#count(HTTP['fault.delays_injected']);
    stream.addFlag('DI');
    const onDelayed = () => {
      if (!this.#aborts(stream, abort)) stream.continueRequest();
    };
    const timer = new StreamTimer(onDelayed, () => stream.abort());
    stream.setState(slot, timer);
    stream.environment.timers.set(timer, ms);
  }

  #aborts(stream: FilterStream, abort: Abort | undefined): boolean {
    if (abort === undefined || stream.environment.random() >= abort.share) return false;
    this.#count(HTTP['fault.aborts_injected']);
    stream.addFlag('FI');
    const { status, grpcStatus } = abort;
    const reply = { status, body: 'fault filter abort', details: 'fault_filter_abort' };
    stream.sendLocalReply(grpcStatus === undefined ? reply : { ...reply, grpcStatus });
    return true;
  }

  #count(id: number): void {
    const { values } = this.#stats;
    values[id] = (values[id] as number) + 1;
  }
}

function compileFault({ delay, abort }: HttpFault): RouteFault {
  const ms = durationMs(delay?.fixedDelay, 0);
  return {
    delay: ms > 0 ? { ms, share: shareOf(delay?.percentage) } : undefined,
    abort: abort === undefined ? undefined : compileAbort(abort),
  };
}

/** A gRPC status is told to gRPC clients; others get 200 with the text. */
function compileAbort({ httpStatus, grpcStatus, percentage }: NonNullable<HttpFault['abort']>): Abort | undefined {
  if (httpStatus === undefined && grpcStatus === undefined) return undefined;
  return { status: httpStatus ?? OK, grpcStatus, share: shareOf(percentage) };
}

export const faultFactory: FilterFactory = {
  name: NAME,
  actsOnEveryRoute: false,
  create: (_config, stats) => new FaultFilter(stats),
  compileRouteConfig: (config) => compileFault(config as unknown as HttpFault),
};
