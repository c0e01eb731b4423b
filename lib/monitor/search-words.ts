import { and, type SQL, sql } from "drizzle-orm";
import { containing } from "#lib/db/containing.ts";
import { monitorTexts } from "#lib/db/schema.ts";

/** The words of a search: each must stand somewhere in what a monitor is found by. */
export function wordsOf(search = ""): string[] {
  return search.trim().split(/\s+/).filter(Boolean);
}

/** Holds for the texts that contain every word, by the index of their trigrams where there is one. */
export function containsAll(words: string[]): SQL | undefined {
  return and(
    ...words.map((word) => (hasTrigram(word) ? contains(sql`${monitorTexts.text}`, word) : reads(word))),
  );
}

/** The same, by reading each text: of a word that is everywhere, an index of where it is makes more work than it saves. */
export function containsAllAsRead(words: string[]): SQL | undefined {
  return and(...words.map(reads));
}

/** Holds where every word stands in this part of a text. */
export function containsAllIn(part: SQL, words: string[]): SQL | undefined {
  return and(...words.map((word) => contains(part, word)));
}

/** The index knows runs of three letters or digits; asked for anything else, it would hand over all it has. */
function hasTrigram(word: string): boolean {
  return /[\p{L}\p{N}]{3}/u.test(word);
}

// No index is on the text with nothing appended.
const reads = (word: string) => contains(sql`${monitorTexts.text} || ''`, word);

function contains(text: SQL, word: string): SQL {
  return sql`${text} like lower(${containing(word)})`;
}
