import { linesOf } from "#components/target/lines.ts";
import type { ScrapeFields } from "#components/target/scrape/fields.ts";
import { headersOf } from "#components/target/scrape/headers.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

const lines = (text: string) => linesOf(text).map((line) => line.text);
const orNone = <T extends object>(value: T) => (Object.keys(value).length > 0 ? value : undefined);

/** How each option that the block shows is read from it; undefined means not set. */
const READ = {
  onlyMainContent: (fields: ScrapeFields) => fields.onlyMainContent,
  includeTags: (fields: ScrapeFields) => orNone(lines(fields.includeTags)),
  excludeTags: (fields: ScrapeFields) => orNone(lines(fields.excludeTags)),
  headers: (fields: ScrapeFields) => orNone(headersOf(fields.headers).headers),
  timeout: ({ timeout }: ScrapeFields) => (timeout.trim() ? Math.round(Number(timeout) * 1000) : undefined),
  mobile: (fields: ScrapeFields) => fields.mobile,
  removeBase64Images: (fields: ScrapeFields) => fields.removeBase64Images,
  skipTlsVerification: (fields: ScrapeFields) => fields.skipTlsVerification,
} satisfies { [Key in keyof ScrapeOptions]?: (fields: ScrapeFields) => ScrapeOptions[Key] };

export type OptionField = keyof typeof READ;
export const OPTION_FIELDS = Object.keys(READ) as OptionField[];

export const optionsChanged = (fields: ScrapeFields, before: ScrapeFields) =>
  OPTION_FIELDS.filter((field) => fields[field] !== before[field]);

/** The stored options with what was changed in the block; all that it does not show stays. */
export function mergedOptions(
  fields: ScrapeFields,
  before: ScrapeFields,
  stored: ScrapeOptions | undefined,
): ScrapeOptions | undefined {
  const changed = optionsChanged(fields, before).map((field) => [field, READ[field](fields)] as const);
  const merged = { ...stored, ...Object.fromEntries(changed) };
  return orNone(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)));
}
