import { CrawlBlock } from "#components/target/crawl/block.tsx";
import { type CrawlFields, EMPTY, fieldsOf, targetOf } from "#components/target/crawl/fields.ts";
import { placeOf, unreadable } from "#components/target/crawl/refusals.ts";
import type { TargetForm } from "#components/target/form.ts";
import { pageUrlOf } from "#lib/target/address.ts";
import type { CrawlTarget } from "#lib/target/model.ts";

/** A site whose pages are found from one address on. */
export const crawlForm: TargetForm<CrawlFields> = {
  type: "crawl",
  name: "Site",
  empty: EMPTY,
  // Stored targets have passed the schema, so what calls itself a crawl target is one.
  fieldsOf: (target) => fieldsOf(target as CrawlTarget),
  targetOf: (fields, stored) => targetOf(fields, stored as CrawlTarget | null),
  readable: (fields) => ({ ...fields, url: pageUrlOf(fields.url) ?? "" }),
  unreadable,
  placeOf,
  Block: CrawlBlock,
};
