import { RE2JS } from "re2js";
import type { FieldIssue } from "#lib/errors.ts";

/** Bounds within which a pattern takes its time by the length of what it is matched against, and by nothing else. */
const LONGEST_PATTERN = 500;
const LARGEST_PROGRAM = 500;
const LONGEST_TEXT = 10_000;

export type Pattern = { source: string; matches(text: string): boolean };

/** A pattern as users write it, in JavaScript's syntax, on an engine that never goes back. @throws Error with a sentence that says what cannot work */
export function compilePattern(source: string): Pattern {
  if (source.length > LONGEST_PATTERN)
    throw new Error(
      `has ${source.length} characters; a pattern may have ${LONGEST_PATTERN}. Split it into several.`,
    );
  const compiled = compiledOf(source);
  if (compiled.programSize() > LARGEST_PROGRAM)
    throw new Error("is too large once its repetitions are written out. Use smaller counts, or * and +.");
  return { source, matches: (text) => compiled.matcher(text.slice(0, LONGEST_TEXT)).find() };
}

function compiledOf(source: string): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(source));
  } catch (error) {
    const reason = /\(\?<?[=!]|\\[1-9]/.test(source)
      ? "looking ahead or behind and references to groups are not supported"
      : String((error as Error).message).replace(/^error parsing regexp: /, "");
    throw new Error(
      `is not a usable regular expression: ${reason}. Write one such as "^/docs/" or "\\.pdf$".`,
    );
  }
}

/** What of a target's patterns cannot be used; paths are within the target. */
export function unusablePatterns(
  options: { includePaths?: string[] | undefined; excludePaths?: string[] | undefined } = {},
): FieldIssue[] {
  return (["includePaths", "excludePaths"] as const).flatMap((field) =>
    (options[field] ?? []).flatMap((source, index) => {
      try {
        compilePattern(source);
        return [];
      } catch (error) {
        return [
          { path: `crawlOptions.${field}.${index}`, message: `"${source}" ${(error as Error).message}` },
        ];
      }
    }),
  );
}
