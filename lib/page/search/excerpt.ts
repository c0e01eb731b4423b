import { folded, wordsIn } from "#lib/page/search/fold.ts";
import type { SearchQuery } from "#lib/page/search/query.ts";

const AROUND = 70;

export type Excerpt = { before: string; hit: string; after: string };

/** The first place of a text where one of the phrases stands, with what is around it; the longest phrase first. */
export function excerptAt(text: string, { phrases, isLastOpen }: SearchQuery): Excerpt | null {
  const lines = text.split("\n");
  const order = phrases
    .map((words, at) => ({ words, isOpen: isLastOpen && at === phrases.length - 1 }))
    .sort((one, other) => lengthOf(other.words) - lengthOf(one.words));
  for (const { words, isOpen } of order) {
    const last = words.at(-1) ?? "";
    for (const line of lines) {
      // Most lines have none of it, and to fold a line is far less work than to take it apart.
      if (!folded(line).includes(words[0] ?? "")) continue;
      const place = placeIn(line, words, last, isOpen);
      if (place) return around(line, place);
    }
  }
  return null;
}

const lengthOf = (words: string[]) => words.reduce((sum, word) => sum + word.length, 0);

type Place = { from: number; to: number };

/** Words of the line are folded one by one, so that their places in it stay known. */
function placeIn(line: string, words: string[], last: string, isOpen: boolean): Place | null {
  const found: { word: string; from: number; to: number }[] = [];
  for (const { 0: piece, index } of line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    for (const word of wordsIn(piece)) found.push({ word, from: index, to: index + piece.length });
  }
  for (let at = 0; at + words.length <= found.length; at++) {
    const fits = words.every((word, offset) => {
      const own = found[at + offset]?.word ?? "";
      return isOpen && word === last && offset === words.length - 1 ? own.startsWith(word) : own === word;
    });
    const [first, end] = [found[at], found[at + words.length - 1]];
    if (fits && first && end) return { from: first.from, to: end.to };
  }
  return null;
}

function around(line: string, { from, to }: Place): Excerpt {
  const start = Math.max(0, from - AROUND);
  const end = Math.min(line.length, to + AROUND);
  const before = line.slice(start, from).trimStart();
  const after = line.slice(to, end).trimEnd();
  return {
    before: start > 0 ? `…${before.replace(/^\S*\s/, "")}` : before,
    hit: line.slice(from, Math.min(to, from + 200)),
    after: end < line.length ? `${after.replace(/\s\S*$/, "")}…` : after,
  };
}
