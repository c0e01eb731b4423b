import type { FieldIssue } from "#lib/errors.ts";
import { isUsableSelector } from "#lib/extract/index.ts";
import type { ScrapeOptions } from "#lib/target/model.ts";

/** Selectors of which no page could have a match, each with what to write instead. */
export function unusableSelectors(options: ScrapeOptions): FieldIssue[] {
  return (["includeTags", "excludeTags"] as const).flatMap((field) =>
    (options[field] ?? []).flatMap((selector, position) =>
      isUsableSelector(selector)
        ? []
        : [
            {
              path: `scrapeOptions.${field}.${position}`,
              message: `"${selector}" is not a CSS selector. Write one such as "main", ".price" or "#content > p".`,
            },
          ],
    ),
  );
}
