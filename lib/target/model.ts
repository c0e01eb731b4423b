import { z } from "zod";
import { CrawlTargetInput } from "#lib/target/crawl/schema.ts";
import { mendScrapeTarget, ScrapeTargetInput } from "#lib/target/scrape/schema.ts";
import { mendSearchTarget, SearchTargetInput } from "#lib/target/search/schema.ts";

/** What a monitor watches (contract: Create and update bodies, targets). */

export { Headers, PageUrl, ScrapeOptions } from "#lib/target/options.ts";

/** How targets of a kind are written. */
type TargetSchema = {
  type: string;
  schema: z.ZodType<{ id?: string | undefined; type: string }>;
  /** Mends an older spelling before the schema looks at the value. */
  mend?: (value: unknown, context: z.RefinementCtx) => unknown;
};

/** The kinds that the contract knows. */
const TARGET_TYPES = ["scrape", "crawl", "search"] as const;

const schemas = new Map<string, TargetSchema>([
  ["scrape", { type: "scrape", schema: ScrapeTargetInput, mend: mendScrapeTarget }],
  ["crawl", { type: "crawl", schema: CrawlTargetInput }],
  ["search", { type: "search", schema: SearchTargetInput, mend: mendSearchTarget }],
]);

/** Adds the schema of a kind of target. @returns what takes it away again */
export function registerTargetSchema(schema: TargetSchema): () => void {
  schemas.set(schema.type, schema);
  return () => void schemas.delete(schema.type);
}

const typeOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "type" in value ? String(value.type) : "";

const TargetInputSchema = z.discriminatedUnion(
  "type",
  [ScrapeTargetInput, CrawlTargetInput, SearchTargetInput],
  {
    error: (issue) =>
      issue.code === "invalid_union" ? `must have type ${typesInWords()}` : "must be a target object",
  },
);

// The union says in the API's reference what targets there are. What a kind that was registered later looks like only
// its own schema knows, so that one is asked; `_zod.run` is zod's interface for those who make schemas of schemas.
const runUnion = TargetInputSchema._zod.run;
TargetInputSchema._zod.run = (payload, context) => {
  const registered = schemas.get(typeOf(payload.value))?.schema;
  const isOfUnion = TargetInputSchema.options.some((option) => option === registered);
  if (!registered || isOfUnion) return runUnion(payload, context);
  return (registered as unknown as typeof TargetInputSchema)._zod.run(payload, context);
};

function typesInWords(): string {
  const types = [...schemas.keys()].map((type) => `"${type}"`);
  return [types.slice(0, -1).join(", "), types.at(-1)].filter(Boolean).join(" or ");
}

const mend = (value: unknown, context: z.RefinementCtx) => {
  const mending = schemas.get(typeOf(value))?.mend;
  return mending ? mending(value, context) : value;
};

const uniqueIds = (targets: { id?: string | undefined }[]) => {
  const ids = targets.flatMap((target) => (target.id ? [target.id.toLowerCase()] : []));
  return new Set(ids).size === ids.length;
};

/** One target, as in a list of them. */
export const OneTarget = z.preprocess(mend, TargetInputSchema);

export const TargetsInput = z
  .array(OneTarget)
  .min(1, "must have at least one target")
  .max(50, "must have at most 50 targets")
  .refine(uniqueIds, "must not give two targets the same id");
export type TargetInput = z.infer<typeof TargetInputSchema>;

/** A stored target: as given, plus its id. */
export type Target = TargetInput & { id: string };
export type ScrapeTarget = Extract<Target, { type: "scrape" }>;
export type CrawlTarget = Extract<Target, { type: "crawl" }>;

/** A target as the API answers it. */
export const TargetAnswer = z
  .looseObject({ id: z.guid(), type: z.enum(TARGET_TYPES) })
  .meta({ id: "MonitorTarget", description: "A target as it was given, with its id." });
