export { assertRunnable } from "#lib/target/assert-runnable.ts";
export type { FetchedPage, PageFetcher, Validators } from "#lib/target/fetched-page.ts";
export { PageError } from "#lib/target/page-error.ts";
export { createPageFetcher } from "#lib/target/scrape.ts";
