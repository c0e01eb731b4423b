export { createPageFetcher } from "#lib/fetch/fetch-page.ts";
export type {
  FetchedPage,
  FetchFacts,
  FileFetcher,
  PageFetcher,
  Previewed,
  Previewer,
  Validators,
} from "#lib/fetch/fetched-page.ts";
