import type { TargetForm } from "#components/target/form.ts";
import { ScrapeBlock } from "#components/target/scrape/block.tsx";
import { EMPTY, fieldsOf, type ScrapeFields, urlsIn } from "#components/target/scrape/fields.ts";
import { readUrl } from "#components/target/scrape/read-url.ts";
import { placeOf, unreadable } from "#components/target/scrape/refusals.ts";
import { mergedOptions } from "#components/target/scrape/scrape-options.ts";
import type { ScrapeTarget } from "#lib/target/model.ts";

/** Pages that are named one by one, and which part of them is read. */
export const scrapeForm: TargetForm<ScrapeFields> = {
  type: "scrape",
  name: "Pages",
  empty: EMPTY,
  // Stored targets have passed the schema, so what calls itself a scrape target is one.
  fieldsOf: (target) => fieldsOf(target as ScrapeTarget),
  targetOf(fields, target) {
    const stored = target as ScrapeTarget | null;
    const before = stored ? fieldsOf(stored) : EMPTY;
    const { scrapeOptions: options, ...kept } = stored ?? {
      type: "scrape" as const,
      scrapeOptions: undefined,
    };
    const scrapeOptions = mergedOptions(fields, before, options);
    return { ...kept, urls: urlsIn(fields), ...(scrapeOptions && { scrapeOptions }) };
  },
  readable: (fields) => ({
    ...fields,
    urls: urlsIn(fields)
      .flatMap((line) => readUrl(line) ?? [])
      .join("\n"),
  }),
  unreadable,
  placeOf,
  Block: ScrapeBlock,
};
