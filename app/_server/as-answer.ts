import type { z } from "zod";

/** Rows as the API answers them: times as text, and no field beyond its schema (a session's hash stays here). */
export function asAnswer<S extends z.ZodType>(schema: S, rows: unknown): z.infer<S> {
  return schema.parse(JSON.parse(JSON.stringify(rows)));
}
