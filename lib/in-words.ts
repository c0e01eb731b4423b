import type { z } from "zod";

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/**
 * What is said of an issue where a schema says nothing of its own: zod asks for it after the schema and before its own
 * language. Predicates ("must not be empty"), so that a field's path and its message together make the sentence.
 */
const words: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is required" : `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_big":
      return bound("at most", issue.maximum, issue.origin);
    case "too_small":
      return bound("at least", issue.minimum, issue.origin);
    case "invalid_key":
      return issue.issues[0]?.message ?? "has a name that is not valid";
    default:
      return undefined;
  }
};

function bound(which: "at most" | "at least", limit: number | bigint, origin: string): string {
  if (origin === "string") return `must have ${which} ${limit} characters`;
  if (origin === "array") return `must have ${which} ${limit} entries`;
  return `must be ${which} ${limit}`;
}

/** For `parse` and `safeParse`: issues in our words. */
export const inWords = { error: words };
