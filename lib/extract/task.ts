import type { Answered } from "#lib/extract/page-text.ts";
import type { Converted, ConvertOptions } from "#lib/extract/text/index.ts";

// What the process and its converter threads tell each other. All of it is data: of an error, only its message crosses.

/** Of a text that was packed (zstd) before: its sha-256 and, where a difference is wanted, the packed text itself. */
export type KnownText = { hash: Uint8Array; packed?: Uint8Array };

/** How a text differs from the one before it. */
export type Difference = {
  /** zstd of the unified diff, and how many characters that has. */
  packed: Buffer;
  size: number;
  /** The first changed lines with their signs, without what stands around them. */
  excerpt: string;
  /** sha-256 of all changed lines with their signs: the same for the same difference on another page. */
  hash: Buffer;
  reordered: boolean;
  truncated: boolean;
  /** Lines found changed, also those that the diff leaves out. */
  added: number;
  removed: number;
};

type Described = Pick<Converted, "kind" | "title" | "contentType">;

/** What was found at a page, as far as its text is concerned. The text itself never leaves the thread unpacked. */
export type Extracted =
  | (Described & { isSame: true })
  | (Described & {
      isSame: false;
      hash: Buffer;
      /** Bytes of the text in UTF-8. */
      size: number;
      /** zstd of the text. */
      packed: Buffer;
      /** Null when the text before was not given. */
      difference: Difference | null;
    });

type Page = { answer: Answered; options: ConvertOptions };

/** What a thread is asked to do. */
export type Task =
  | (Page & { kind: "convert" })
  | (Page & { kind: "extract"; known: KnownText | null })
  | { kind: "compare"; previous: Uint8Array; current: Uint8Array };

export type Results = { convert: Converted; extract: Extracted; compare: Difference };

export type Outcome =
  | { result: Results[Task["kind"]] }
  /** The page is to blame: a PageError. */
  | { refused: { message: string; statusCode: number | null; endedThread: boolean } }
  /** We are to blame. */
  | { failed: string };

/** Each task stands in a numbered slot of its thread until that has answered it. */
export type GivenTask = { slot: number; task: Task };
/** An answer without outcome is of a task that was withdrawn. */
export type Answer = { slot: number; outcome: Outcome | null };

/**
 * The states of a slot, in memory that both sides see. Both change GIVEN by compare-and-exchange, so that a task is
 * either withdrawn or begun; and when a thread has died, the state tells which task it died of.
 */
export const GIVEN = 1;
export const BEGUN = 2;
export const FINISHED = 3;
export const WITHDRAWN = 4;
