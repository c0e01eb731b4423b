import DataLoader from "dataloader";

/**
 * Makes one call of many: what is asked for in the same turn of the event loop is asked together.
 * @param work answers every request, in the order given; what it throws, all of them throw
 * @param most requests in one call
 */
export function gather<Request, Answer>(
  work: (requests: readonly Request[]) => Promise<Answer[]>,
  most: number,
): (request: Request) => Promise<Answer> {
  const loader = new DataLoader<Request, Answer>(work, {
    // Every request is another one, and what the database says now is not what it will say next time.
    cache: false,
    maxBatchSize: most,
    batchScheduleFn: (call) => void setImmediate(call),
  });
  return (request) => loader.load(request);
}
