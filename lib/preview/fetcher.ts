import { env } from "#lib/env.ts";
import { createPageFetcher } from "#lib/fetch/index.ts";
import { ALL_AT_ONCE } from "#lib/preview/limits.ts";

type Fetcher = ReturnType<typeof createPageFetcher>;

// One a process, since it holds the limits; also when a bundler loads this module twice.
const shared = globalThis as typeof globalThis & { tidemarkPreviewer?: Fetcher };

/** A fetcher as a worker has one, with fewer places. Opened on first use: most web processes never preview anything. */
export function previewer(): Fetcher["previewPage"] {
  shared.tidemarkPreviewer ??= createPageFetcher({ ...env(), TIDEMARK_WORKER_CONCURRENCY: ALL_AT_ONCE });
  return shared.tidemarkPreviewer.previewPage;
}
