import type { z } from "zod";
import { type FieldIssue, TidemarkError } from "#lib/errors.ts";

// What zod found wrong, in words. Messages are predicates ("must not be empty"), so that a field's path and its
// message together make the sentence.

/** An answer lists so many wrong fields at most: a flood of them must not come back larger than it was. */
const MOST_ISSUES = 50;
const MOST_IN_SENTENCE = 3;

export function fromZod(error: z.ZodError): TidemarkError {
  const unknown: string[] = [];
  let unknownCount = 0;
  const details: FieldIssue[] = error.issues.slice(0, MOST_ISSUES).flatMap((issue) => {
    const path = short(issue.path.map(String).join("."), 256);
    if (issue.code !== "unrecognized_keys") return { path, message: issue.message };
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
