import { isSign, wordsIn } from "#lib/page/search/fold.ts";

const MOST_WORDS = 16;
/** Of fewer letters a beginning is that of thousands of words, each of which is looked up. */
const SHORTEST_BEGINNING = 3;

/** What is looked for: phrases, of one word or several; of the last word its beginning is enough, unless quoted. */
export type SearchQuery = { phrases: string[][]; isLastOpen: boolean };

export function queryOf(search: string): SearchQuery {
  const phrases: string[][] = [];
  let isLastOpen = false;
  for (const [, quoted, word] of search.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    const words = wordsIn(quoted ?? word ?? "");
    if (words.length === 0) continue;
    phrases.push(words);
    isLastOpen = word !== undefined;
  }
  const shown = withinBounds(phrases);
  const last = shown.at(-1)?.at(-1) ?? "";
  isLastOpen &&= shown.length === phrases.length && !/\s$/.test(search);
  return { phrases: shown, isLastOpen: isLastOpen && last.length >= SHORTEST_BEGINNING && !isSign(last) };
}

function withinBounds(phrases: string[][]): string[][] {
  let left = MOST_WORDS;
  return phrases.flatMap((words) => {
    const taken = words.slice(0, left);
    left -= taken.length;
    return taken.length > 0 ? [taken] : [];
  });
}

/** The query as PostgreSQL takes it: words are letters and digits alone, so nothing in them needs an escape. */
export function tsQuery({ phrases, isLastOpen }: SearchQuery, between: "<->" | "&"): string {
  return phrases
    .map((words, phrase) => {
      const isLast = isLastOpen && phrase === phrases.length - 1;
      const terms = words.map((word, at) => `'${word}'${isLast && at === words.length - 1 ? ":*" : ""}`);
      return `(${terms.join(` ${between} `)})`;
    })
    .join(" & ");
}
