/**
 * Yields the values of all streams as they come, until all have ended or `signal` is aborted. A stream is asked for its
 * next value only when the last one has been dealt with.
 */
export async function* mergeStreams<T>(streams: readonly AsyncIterable<T>[], signal: AbortSignal): AsyncGenerator<T> {
  const pending = new Map<AsyncIterator<T>, Promise<{ from: AsyncIterator<T>; result: IteratorResult<T> }>>();
  const ask = (from: AsyncIterator<T>) => {
    pending.set(
      from,
      from.next().then((result) => ({ from, result })),
    );
  };
  for (const stream of streams) ask(stream[Symbol.asyncIterator]());
  try {
    while (pending.size > 0 && !signal.aborted) {
      const { from, result } = await Promise.race(pending.values());
      pending.delete(from);
      if (result.done === true) continue;
      yield result.value;
      ask(from);
    }
  } finally {
    // Nobody waits for the others any more; how they end is no matter.
    for (const next of pending.values()) next.catch(() => undefined);
  }
}
