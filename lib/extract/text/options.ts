import { hash } from "node:crypto";
import type { SNAPSHOT_KINDS } from "#lib/statuses.ts";

/** What of a page is compared (contract: scrapeOptions). Defaults are the caller's. */
export type ConvertOptions = {
  /** Drops page-level navigation, header, footer, aside, cookie and share bars. Ignored with `includeTags`. */
  onlyMainContent: boolean;
  /** CSS selectors; only what one of them matches is kept. Empty: everything. */
  includeTags: string[];
  /** CSS selectors of what is dropped, before `includeTags` is looked at. */
  excludeTags: string[];
  /** Keeps the alternative text of an image given as a data URL, without its data. */
  removeBase64Images: boolean;
};

/** A body as comparable text. */
export type Converted = {
  kind: (typeof SNAPSHOT_KINDS)[number];
  /** Normalised, without NUL bytes and lone surrogates. Never empty. */
  content: string;
  title: string | null;
  /** As the server gave it, else what the bytes look like; null when nothing is known. */
  contentType: string | null;
  /** More was read than words between tags: of controls, graphics, formulas and names. Versions before 5 did not. */
  readsMore?: true;
  /**
   * SHA-256 (hex) of all that the text was made of once the page was scanned: whatever else of the page changes, the same
   * makes the same text. Missing where a text is too short or too much of an exception to be recognised by it.
   */
  source?: string;
};

/** A body as far as it had to be read: without its text where that is known already, being made of a known source. */
export type ReadBody = Omit<Converted, "content"> & { content: string | null };

/** Raised whenever the same bytes convert to another text than before: unchanged pages are then converted anew. */
export const CONVERTER_VERSION = 5;

/**
 * The same for options with which this version of the converter makes the same text of every page, whatever the
 * order of their selectors.
 */
export function optionsFingerprint(options: ConvertOptions): string {
  const selectors = (list: string[]) => [...new Set(list.map((selector) => selector.trim()))].sort();
  const include = selectors(options.includeTags);
  const meaning = [
    CONVERTER_VERSION,
    include.length === 0 && options.onlyMainContent,
    include,
    selectors(options.excludeTags),
    options.removeBase64Images,
  ];
  return hash("sha256", JSON.stringify(meaning)).slice(0, 16);
}
