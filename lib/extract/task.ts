import type { DescribedChange } from "#lib/change/index.ts";
import type { PageAnswer } from "#lib/extract/page-text.ts";
import type { TextPreview } from "#lib/extract/preview-text.ts";
import type { Converted, ConvertOptions } from "#lib/extract/text/index.ts";

// What the process and its converter threads tell each other. All of it is data: of an error, only its message crosses.

/** How a content of a surface differs from the one before it. */
export type Difference = {
  /** zstd of the unified diff, and how many characters that has. */
  packed: Buffer;
  size: number;
  reordered: boolean;
  truncated: boolean;
  /** What a change row says of it. */
  change: DescribedChange;
  /** A sentence when the later content is a gate that stands where a page was: to sign in, of consent, of maintenance. */
  gate: string | null;
  /** Whether it may be due to the converter alone, another version of which made the earlier content. */
  isOfConverter: boolean;
};

type Described = Pick<Converted, "kind" | "title" | "contentType" | "readsMore" | "source">;

/** What was found at a page, as far as its text is concerned. The text itself never leaves the thread unpacked. */
export type ExtractedText =
  | (Described & { isSame: true })
  | (Described & {
      isSame: false;
      hash: Buffer;
      /** Bytes of the text in UTF-8. */
      size: number;
      /** zstd of the text. */
      packed: Buffer;
    });

type Page = { answer: PageAnswer; options: ConvertOptions };

/** A text as it is recognised, in hex: its SHA-256, and that of what it was made of where it has one. */
export type KnownText = { hash: string; source: string | null };

/** What a thread is asked to do. */
export type Task =
  | (Page & { kind: "convert" })
  | (Page & { kind: "preview" })
  /** `known`: the text it had. */
  | (Page & { kind: "extract"; known: KnownText | null })
  /** `isOfOlderVersion`: the previous one; `readsMore`: the current one, as `Converted` has it. */
  | {
      kind: "compare";
      surface: string;
      previous: Uint8Array;
      current: Uint8Array;
      isOfOlderVersion: boolean;
      readsMore: boolean;
    };

export type Results = {
  convert: Converted;
  preview: TextPreview;
  extract: ExtractedText;
  compare: Difference;
};

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
