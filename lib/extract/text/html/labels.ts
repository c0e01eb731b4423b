import { parsePart } from "./bounded-document.ts";
import { endOfElement } from "./element-extent.ts";
import { readTag } from "./tag.ts";
import { oneLine, wordsIn } from "./words-in.ts";

const ID = /\sid\s*=\s*(?:"([^"]{1,200})"|'([^']{1,200})'|([^\s"'>]{1,200}))/gi;
/** A name is a few words: of a longer one the beginning is read, and not from further away. */
const [REACH, LONGEST, MOST_IDS] = [4000, 300, 8];
/** More elements with ids than any page has that was not written to fill a memory. */
const MOST_PLACES = 20_000;

/** Names of elements that stand elsewhere in the page, found by their ids. */
export class Labels {
  readonly #html: string;
  /** Where the elements with an id begin; read when the first is asked for. */
  #places: Map<string, number> | null = null;

  constructor(html: string) {
    this.#html = html;
  }

  /** The words of the elements that `aria-labelledby` names, in its order. */
  read(ids: string): string {
    const words = ids
      .trim()
      .split(/\s+/)
      .slice(0, MOST_IDS)
      .map((id) => this.#wordsOf(id));
    return oneLine(words.join(" ")).slice(0, LONGEST);
  }

  #wordsOf(id: string): string {
    this.#places ??= this.#readPlaces();
    const at = this.#places.get(id);
    if (at === undefined) return "";
    const tag = readTag(this.#html, at + 1);
    const end = tag ? endOfElement(tag, REACH) : -1;
    return wordsIn(parsePart(this.#html.slice(at, end < 0 ? at + REACH : end)));
  }

  /** The first element with an id is the one that is meant. */
  #readPlaces(): Map<string, number> {
    const places = new Map<string, number>();
    for (const match of this.#html.matchAll(ID)) {
      const id = match[1] ?? match[2] ?? match[3] ?? "";
      if (places.size === MOST_PLACES) break;
      if (!places.has(id)) places.set(id, this.#html.lastIndexOf("<", match.index));
    }
    return places;
  }
}
