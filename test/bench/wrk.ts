import { execa } from 'execa';

export interface LoadResult {
  readonly requests: number;
  readonly errors: number;
  readonly requestsPerSecond: number;
}

export interface LoadOptions {
  readonly seconds: number;
  readonly connections: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Loads a URL with wrk over kept connections. */
export async function loadWithWrk(
  url: string,
  { seconds, connections, headers = {} }: LoadOptions,
): Promise<LoadResult> {
  const headerArguments = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const { stdout } = await execa('wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, ...headerArguments, url]);
  const number = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1] ?? 0);
  return {
    requests: number(/(\d+) requests in/),
    errors: number(/Non-2xx or 3xx responses: (\d+)/) + number(/Socket errors: connect (\d+)/),
    requestsPerSecond: number(/Requests\/sec:\s+([\d.]+)/),
  };
}
