import type { Field } from "./field-lines.ts";
import { UnreadableError } from "./unreadable-error.ts";

/** Where a body ends: after so many bytes, with its last chunk, or with the connection. */
export type Framing = { kind: "length"; bytes: number } | { kind: "chunked" } | { kind: "rest" };

export const FRAMING_FIELDS = new Set(["content-length", "transfer-encoding"]);

/**
 * As browsers do (Fetch, "extract a length"): chunks go before lengths, lengths that are all the same are one, and a length
 * that is no number is none.
 * @throws UnreadableError "AMBIGUOUS_FRAMING"
 */
export function framingOf(fields: Field[]): Framing {
  const codings = valuesOf(fields, "transfer-encoding").map((coding) => coding.toLowerCase());
  if (codings.includes("chunked")) {
    if (codings.at(-1) !== "chunked")
      throw new UnreadableError("AMBIGUOUS_FRAMING", `chunked and then ${codings.at(-1)}`);
    return { kind: "chunked" };
  }
  const [length, ...others] = new Set(valuesOf(fields, "content-length"));
  if (others.length > 0)
    throw new UnreadableError("AMBIGUOUS_FRAMING", `lengths of ${[length, ...others].join(" and ")}`);
  if (!length || !/^\d+$/.test(length)) return { kind: "rest" };
  // More digits than that are not needed to tell that it is too much.
  return { kind: "length", bytes: Math.min(Number(length), Number.MAX_SAFE_INTEGER) };
}

/** The same of a strict parser's answer, which takes what is chunked and then something else for a body without an end. */
export function ambiguityOf(transferEncoding: string | undefined): UnreadableError | null {
  if (transferEncoding === undefined || transferEncoding === "chunked") return null;
  try {
    framingOf([{ name: "transfer-encoding", value: transferEncoding }]);
    return null;
  } catch (error) {
    return error as UnreadableError;
  }
}

function valuesOf(fields: Field[], name: string): string[] {
  return fields
    .filter((field) => field.name === name)
    .flatMap(({ value }) => value.split(","))
    .map((value) => value.replace(/^[ \t]+|[ \t]+$/g, ""));
}
