import { depthOf } from "#lib/target/crawl/url/scope.ts";

/** A real path is not so deep, nor does it say the same word so often. */
const DEEPEST_PATH = 25;
const MOST_REPEATS = 3;
/** A chain in which each page of a pattern is only found on another of it: the next day of a calendar, and the next. */
const LONGEST_CHAIN = 100;
/** So many pages of a pattern are looked at before it is said of them that they are all the same. */
const ENOUGH = 50;
/** A pattern is one page again and again when fewer than one in so many differ. */
const SAME = 10;
const COUNTED = ENOUGH * SAME;

type Seen = { first: number; pages: number; contents: Set<string> };

/**
 * The brake for sites that never end: calendars, session ids, endless queries, ever deeper paths, pages for every address.
 * A catalogue of ten thousand products is none of these: its pages differ, and are found near to the start.
 */
export class Traps {
  #patterns = new Map<string, Seen>();
  #braked = new Map<string, string>();

  /** Whether a URL is of a trap. @param depth how many links it is away from the start */
  isTrap(url: URL, depth: number): boolean {
    const pattern = patternOf(url);
    if (this.#braked.has(pattern)) return true;
    if (depthOf(url) > DEEPEST_PATH || repeats(url) > MOST_REPEATS)
      return this.#brake(pattern, "its paths grow ever deeper");
    const seen = this.#seen(pattern, depth);
    return depth - seen.first > LONGEST_CHAIN
      ? this.#brake(pattern, `each leads to the next, more than ${LONGEST_CHAIN} times`)
      : false;
  }

  /** Notes what a page of a URL had. */
  note(url: URL, depth: number, content: string): void {
    const pattern = patternOf(url);
    const seen = this.#seen(pattern, depth);
    // Counted anew from time to time: what the many pages of a large part say need not be remembered.
    if (seen.pages === COUNTED) Object.assign(seen, { pages: 0, contents: new Set<string>() });
    seen.pages += 1;
    seen.contents.add(content);
    if (seen.pages >= ENOUGH && seen.contents.size * SAME < seen.pages)
      this.#brake(pattern, `${seen.pages} of them were the same page`);
  }

  get warnings(): string[] {
    return [...this.#braked].map(
      ([pattern, why]) =>
        `URLs like ${pattern} seem to have no end (${why}): the rest of them was left out. Exclude them with excludePaths.`,
    );
  }

  #brake(pattern: string, why: string): true {
    if (!this.#braked.has(pattern)) this.#braked.set(pattern, why);
    return true;
  }

  #seen(pattern: string, depth: number): Seen {
    const seen = this.#patterns.get(pattern) ?? { first: depth, pages: 0, contents: new Set<string>() };
    this.#patterns.set(pattern, seen);
    seen.first = Math.min(seen.first, depth);
    return seen;
  }
}

/** What URLs have in common that only count on: digits, long codes and values of parameters are one to it. */
export function patternOf({ host, pathname, searchParams }: URL): string {
  const words = pathname
    .split("/")
    .map((word) => (/^[0-9a-f-]{16,}$/i.test(word) ? "#" : word.replace(/\d+/g, "#")));
  const shortened = words.length > 8 ? [...words.slice(0, 5), "…"] : words;
  const names = [...new Set(searchParams.keys())].sort();
  return `${host}${shortened.join("/")}${names.length > 0 ? `?${names.map((name) => `${name}=…`).join("&")}` : ""}`;
}

function repeats({ pathname }: URL): number {
  const counts = new Map<string, number>();
  for (const word of pathname.split("/").filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
