import type { PageResult } from "#lib/check/run/check-page.ts";

/** So many fresh pages in a row with one content are no site, but one answer to everything. */
const ENOUGH = 10;

/**
 * Recognises a site that answers the same at every address: maintenance, a sign-in, a wall of a kind that nobody knows.
 * Holds pages back while they are the same, so that none of them is recorded before that is known.
 */
export class SameAnswer {
  #held: PageResult[] = [];
  #last = "";

  /** Takes a page. @returns what may be recorded now, and a sentence once all that is held is one answer */
  note(result: PageResult): { released: PageResult[]; wall: string | null } {
    const content = contentOf(result);
    // A page as it was is what the site had there before, whatever others have.
    if (content === null) return { released: [result], wall: null };
    const released = content === this.#last ? [] : this.release();
    this.#last = content;
    this.#held.push(result);
    if (this.#held.length < ENOUGH) return { released, wall: null };
    const wall = `The site answers the same page at every address (${ENOUGH} in a row): it is being maintained, asks to sign in, or keeps robots away. Nothing of it was taken for its pages.`;
    return { released: this.release(), wall };
  }

  /** All that is held. */
  release(): PageResult[] {
    return this.#held.splice(0);
  }
}

function contentOf({ status, baselines }: PageResult): string | null {
  if (status !== "new" && status !== "changed") return null;
  const text = baselines.find(({ surface }) => surface === "text");
  return text?.content?.hash.toString("hex") ?? null;
}
