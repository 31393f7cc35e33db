/**
 * Runs `work` on every item, at most `limit` at a time, and gives the results in the items' order. The first error
 * stops further items; it is thrown once those under way have settled, so that nothing goes on behind the caller.
 */
export async function mapBounded<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const running = new Set<Promise<void>>();
  let failed: { readonly cause: unknown } | undefined;
  let index = 0;
  try {
    for await (const item of items) {
      const at = index++;
      const run = work(item, at).then(
        (result) => {
          results[at] = result;
        },
        (cause: unknown) => {
          failed ??= { cause };
        },
      );
      const tracked = run.finally(() => running.delete(tracked));
      running.add(tracked);
      if (running.size >= limit) await Promise.race(running);
      if (failed !== undefined) break;
    }
  } finally {
    await Promise.all(running);
  }
  if (failed !== undefined) throw failed.cause;
  return results;
}
