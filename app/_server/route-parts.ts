import { z } from "zod";

/** What routes are declared with. */

export type Route = {
  method: "get" | "post" | "patch" | "delete";
  path: string;
  summary: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Keys of the query whose empty value is refused; of the others it counts as not given. */
  neverEmpty?: readonly string[];
  body?: z.ZodType;
  answer: z.ZodObject;
  /** The kinds of file it answers with instead, where it does. */
  files?: readonly string[];
  /** Refusals beyond those every route has, by status number. */
  refusals: Record<number, string>;
};

// RFC 9562's layout, any version and variant: PostgreSQL takes them all.
export const uuid = z.guid("must be a UUID");

/** A number as a query spells it: digits, and nothing else that JavaScript would take for one. */
export const whole = (schema: z.ZodNumber) =>
  z.preprocess((text) => (/^-?\d{1,15}$/.test(String(text)) ? Number(text) : text), schema);
export const limitOf = (usual: number) => whole(z.number().int().min(1).max(100)).default(usual);
export const switched = z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] });

/** What every answer that is no refusal begins with. */
export const success = { success: z.literal(true) };
