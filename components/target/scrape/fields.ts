import { linesOf } from "#components/target/lines.ts";
import { linesOfHeaders } from "#components/target/scrape/headers.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** What is in the block of a scrape target, as typed. */
export type ScrapeFields = {
  /** One per line. */
  urls: string;
  onlyMainContent: boolean;
  /** CSS selectors, one per line. */
  includeTags: string;
  excludeTags: string;
  /** "Header: value", one per line. */
  headers: string;
  /** In seconds. */
  timeout: string;
  mobile: boolean;
  removeBase64Images: boolean;
  skipTlsVerification: boolean;
};

export const EMPTY: ScrapeFields = {
  urls: "",
  onlyMainContent: true,
  includeTags: "",
  excludeTags: "",
  headers: "",
  timeout: "",
  mobile: false,
  removeBase64Images: true,
  skipTlsVerification: false,
};

export const urlsIn = (fields: Pick<ScrapeFields, "urls">) => linesOf(fields.urls).map((line) => line.text);

export function fieldsOf(target: {
  urls?: string[] | undefined;
  scrapeOptions?: ScrapeOptions | undefined;
}): ScrapeFields {
  const options = target.scrapeOptions ?? {};
  return {
    urls: (target.urls ?? []).join("\n"),
    onlyMainContent: options.onlyMainContent ?? EMPTY.onlyMainContent,
    includeTags: (options.includeTags ?? []).join("\n"),
    excludeTags: (options.excludeTags ?? []).join("\n"),
    headers: linesOfHeaders(options.headers ?? {}),
    timeout: options.timeout === undefined ? "" : String(options.timeout / 1000),
    mobile: options.mobile ?? EMPTY.mobile,
    removeBase64Images: options.removeBase64Images ?? EMPTY.removeBase64Images,
    skipTlsVerification: options.skipTlsVerification ?? EMPTY.skipTlsVerification,
  };
}
