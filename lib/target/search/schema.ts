import { z } from "zod";
import { TargetId } from "#lib/target/options.ts";

const HostName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9_-]+\.)*[a-z0-9_-]+$/, "must be a host name without scheme or path, such as example.com");

const SEARCH_LEGACY = ["depth", "alertMode", "recheckAfter", "scrapeOptions"];

/** Fields that meant something once are dropped. */
export function mendSearchTarget(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !SEARCH_LEGACY.includes(key)));
}

export const SearchTargetInput = z
  .strictObject({
    id: TargetId,
    type: z.literal("search"),
    queries: z.array(z.string().trim().min(1).max(256)).min(1).max(12),
    searchWindow: z.enum(["5m", "15m", "1h", "6h", "24h", "7d"]).default("24h"),
    maxResults: z.number().int().min(1).max(50).default(10),
    includeDomains: z.array(HostName).max(50).optional(),
    excludeDomains: z.array(HostName).max(50).optional(),
  })
  .refine((target) => !(target.includeDomains?.length && target.excludeDomains?.length), {
    message: "takes includeDomains or excludeDomains, not both",
    path: ["excludeDomains"],
  });
