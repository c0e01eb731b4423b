import type { z } from "zod";
import { type FieldIssue, TidemarkError } from "#lib/errors.ts";

// What zod found wrong, in words. Messages are predicates ("must not be empty"), so that a field's path and its
// message together make the sentence.

/** An answer lists so many wrong fields at most: a flood of them must not come back larger than it was. */
const MOST_ISSUES = 50;
const MOST_IN_SENTENCE = 3;

type Issue = z.core.$ZodIssue;

export function fromZod(error: z.ZodError): TidemarkError {
  const unknown: string[] = [];
  let unknownCount = 0;
  const details: FieldIssue[] = error.issues.slice(0, MOST_ISSUES).flatMap((issue) => {
    const path = short(issue.path.map(String).join("."), 256);
    if (issue.code !== "unrecognized_keys") return { path, message: wordsOf(issue) };
    unknownCount += issue.keys.length;
    const keys = issue.keys.slice(0, MOST_ISSUES).map((key) => short(path ? `${path}.${key}` : key, 64));
    unknown.push(...keys);
    return keys.map((key) => ({ path: key, message: "is not a known field" }));
  });
  const sentence = unknownCount > 0 ? unknownKeys(unknown, unknownCount) : sentenceOf(details);
  return new TidemarkError("BAD_REQUEST", sentence, { details: details.slice(0, MOST_ISSUES) });
}

function unknownKeys(keys: string[], count: number): string {
  const named = keys.slice(0, 10).map((key) => JSON.stringify(key));
  return `Unrecognized key in body: ${named.join(", ")}${rest(count - named.length)}. Remove it, or check its spelling.`;
}

function sentenceOf(details: FieldIssue[]): string {
  const named = details
    .slice(0, MOST_IN_SENTENCE)
    .map(({ path, message }) => `${path || "The body"} ${message}`);
  return `${named.join("; ")}${rest(details.length - named.length)}.`;
}

const rest = (count: number) => (count > 0 ? ` and ${count} more` : "");
const short = (text: string, length: number) => (text.length > length ? `${text.slice(0, length)}…` : text);

const TYPES: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

/** Our schemas' own words where they have some, else ours for zod's. */
function wordsOf(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      if (!issue.message.startsWith("Invalid input")) return issue.message;
      if (issue.message.endsWith("received undefined")) return "is required";
      return `must be ${TYPES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      if (!/^Invalid (input|option)/.test(issue.message)) return issue.message;
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_big":
      return issue.message.startsWith("Too big")
        ? bound("at most", issue.maximum, issue.origin)
        : issue.message;
    case "too_small":
      return issue.message.startsWith("Too small")
        ? bound("at least", issue.minimum, issue.origin)
        : issue.message;
    case "invalid_key":
      return issue.issues[0] ? wordsOf(issue.issues[0]) : "has a name that is not valid";
    default:
      return issue.message;
  }
}

function bound(which: "at most" | "at least", limit: number | bigint, origin: string): string {
  if (origin === "string") return `must have ${which} ${limit} characters`;
  if (origin === "array") return `must have ${which} ${limit} entries`;
  return `must be ${which} ${limit}`;
}
