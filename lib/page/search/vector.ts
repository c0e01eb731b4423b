/** Words of a page, and how much it says of a page that one of them is found there: A more than B, B more than none. */
export type WordsOf = { words: string[]; weight: "A" | "B" | "" };

/** PostgreSQL refuses a tsvector of more than 1 MiB. */
const MOST_BYTES = 900_000;
/** PostgreSQL knows no later place, and no more places of one word. */
const LAST_PLACE = 16_383;
const MOST_PLACES = 255;

/**
 * Words as PostgreSQL's tsvector is written ("'tide':1A,7 'table':2"), with their places in all of the parts. Made here, since
 * its own parser takes four times as long and would part words otherwise than those that are asked for. Words are letters and digits alone
 * (`wordsIn`), so nothing in them needs an escape. Those that PostgreSQL could not hold are left out, the first ones first.
 */
export function vectorOf(parts: WordsOf[]): string {
  const places = new Map<string, string[]>();
  let bytes = 0;
  let place = 0;
  for (const { words, weight } of parts) {
    for (const word of words) {
      place = Math.min(place + 1, LAST_PLACE);
      const known = places.get(word);
      if (known && (known.length === MOST_PLACES || place === LAST_PLACE)) continue;
      bytes += known ? 2 : Buffer.byteLength(word) + 10;
      if (bytes > MOST_BYTES) return written(places);
      if (known) known.push(place + weight);
      else places.set(word, [place + weight]);
    }
  }
  return written(places);
}

function written(places: Map<string, string[]>): string {
  return [...places].map(([word, at]) => `'${word}':${at.join(",")}`).join(" ");
}
