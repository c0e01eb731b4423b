export { createPageFetcher } from "#lib/fetch/fetch-page.ts";
export type { FetchedPage, PageFetcher, Validators } from "#lib/fetch/fetched-page.ts";
