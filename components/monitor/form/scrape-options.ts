import type { Draft } from "#components/monitor/form/draft.ts";
import { headersOf } from "#components/monitor/form/headers.ts";
import { linesOf } from "#components/monitor/form/lines.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

const lines = (text: string) => linesOf(text).map((line) => line.text);
const orNone = <T extends object>(value: T) => (Object.keys(value).length > 0 ? value : undefined);

/** How each option the form shows is read from it; undefined means not set. */
const READ = {
  onlyMainContent: (draft: Draft) => draft.onlyMainContent,
  includeTags: (draft: Draft) => orNone(lines(draft.includeTags)),
  excludeTags: (draft: Draft) => orNone(lines(draft.excludeTags)),
  headers: (draft: Draft) => orNone(headersOf(draft.headers).headers),
  timeout: ({ timeout }: Draft) => (timeout.trim() ? Math.round(Number(timeout) * 1000) : undefined),
  mobile: (draft: Draft) => draft.mobile,
  removeBase64Images: (draft: Draft) => draft.removeBase64Images,
  skipTlsVerification: (draft: Draft) => draft.skipTlsVerification,
} satisfies { [Key in keyof ScrapeOptions]?: (draft: Draft) => ScrapeOptions[Key] };

export type OptionField = keyof typeof READ;
export const OPTION_FIELDS = Object.keys(READ) as OptionField[];

export const optionsChanged = (draft: Draft, before: Draft) =>
  OPTION_FIELDS.filter((field) => draft[field] !== before[field]);

/** The stored options with what was changed in the form; all that the form does not show stays. */
export function mergedOptions(
  draft: Draft,
  before: Draft,
  stored: ScrapeOptions | undefined,
): ScrapeOptions | undefined {
  const changed = optionsChanged(draft, before).map((field) => [field, READ[field](draft)] as const);
  const merged = { ...stored, ...Object.fromEntries(changed) };
  return orNone(Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined)));
}
