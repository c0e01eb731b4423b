import { align } from "./align.ts";
import { pairLines } from "./pair-lines.ts";

/** Of each line of a text, by the numbers of the texts before it: where it came from. */
export type Blame = {
  /** Which text first had the line, in whatever words. */
  first: number[];
  /** Which text brought it as it is now. */
  changed: number[];
  /** How often it was changed in between. */
  times: number[];
};

const STEP_MS = 40;
const STRIDE = 64 * 1024;

/**
 * Tells where the lines of a text come from, its versions given one after the other. What two neighbours begin and end
 * with alike is never cut into lines, so a version costs what changed in it, and a look over both texts.
 */
export class Blamer {
  #text = "";
  #lines: string[] = [];
  #versions = 0;
  #blame: Blame = { first: [], changed: [], times: [] };
  /** False when two versions differed too much to be compared exactly in time. */
  isExact = true;

  get blame(): Readonly<Blame> {
    return this.#blame;
  }

  /** @param deadline of `performance.now()`; what is unsettled then counts as changed */
  add(text: string, deadline = Number.POSITIVE_INFINITY): void {
    const version = this.#versions++;
    if (text === this.#text) return;
    const { from, above, below, end } = edgesOf(this.#text, text);
    const previous = this.#lines.slice(above, this.#lines.length - below);
    const current = text === "" ? [] : text.slice(from, end).split("\n");
    const came = this.#compare(previous, current, above, version, deadline);
    const into = <Value>(values: Value[], come: Value[]) => spliced(values, above, previous.length, come);
    this.#text = text;
    this.#lines = into(this.#lines, current);
    this.#blame = {
      first: into(this.#blame.first, came.first),
      changed: into(this.#blame.changed, came.changed),
      times: into(this.#blame.times, came.times),
    };
  }

  #compare(previous: string[], current: string[], above: number, version: number, deadline: number): Blame {
    const was = this.#blame;
    const came: Blame = {
      first: filled(current.length, version),
      changed: filled(current.length, version),
      times: filled(current.length, 0),
    };
    const take = (from: number, to: number, times: number) => {
      came.first[to] = was.first[above + from] ?? version;
      came.times[to] = (was.times[above + from] ?? 0) + times;
      if (times === 0) came.changed[to] = was.changed[above + from] ?? version;
    };
    let [p, c] = [0, 0];
    while (p < previous.length || c < current.length) {
      if (p < previous.length && c < current.length && previous[p] === current[c]) {
        take(p++, c++, 0);
        continue;
      }
      const [gone, come] = nextAlike(previous, p, current, c);
      this.#align(previous.slice(p, p + gone), current.slice(c, c + come), deadline, (from, to, times) =>
        take(p + from, c + to, times),
      );
      p += gone;
      c += come;
    }
    return came;
  }

  /** Pairs the lines of a stretch that differs: those that are equal, and those that took one another's place. */
  #align(previous: string[], current: string[], deadline: number, take: Take): void {
    const until = Math.min(deadline, performance.now() + STEP_MS);
    const { removed, added, complete } = align(previous, current, until);
    if (!complete) this.isExact = false;
    let [p, c] = [0, 0];
    while (p < previous.length || c < current.length) {
      const [fromP, fromC] = [p, c];
      while (removed[p]) p++;
      while (added[c]) c++;
      const pairs = pairLines(previous.slice(fromP, p), current.slice(fromC, c));
      for (const { removed: one, added: other } of pairs) {
        if (one !== null && other !== null) take(fromP + one, fromC + other, 1);
      }
      while (p < previous.length && c < current.length && !removed[p] && !added[c]) take(p++, c++, 0);
    }
  }
}

type Take = (from: number, to: number, times: number) => void;

/** How far a stretch that differs is looked for the end of, before all that is left counts as one. */
const NEAR = 64;
/** So many lines in a row that are alike end it. */
const IN_A_ROW = 3;

/** How many lines of each side differ before both are alike again: most changes are small, and few pages have one alone. */
function nextAlike(
  previous: string[],
  p: number,
  current: string[],
  c: number,
): [gone: number, come: number] {
  const [left, right] = [previous.length - p, current.length - c];
  for (let apart = 1; apart <= 2 * NEAR; apart++) {
    for (let gone = Math.max(0, apart - NEAR); gone <= Math.min(apart, NEAR); gone++) {
      const come = apart - gone;
      if (gone > left || come > right) continue;
      if (areAlike(previous, p + gone, current, c + come)) return [gone, come];
    }
  }
  return [left, right];
}

function areAlike(previous: string[], p: number, current: string[], c: number): boolean {
  if (p === previous.length || c === current.length) return p === previous.length && c === current.length;
  for (let at = 0; at < IN_A_ROW; at++) {
    if (p + at === previous.length && c + at === current.length) return true;
    if (previous[p + at] !== current[c + at]) return false;
  }
  return true;
}

/** Lines that both texts begin with and end with, and between which places of the later one the others stand. */
type Edges = { above: number; below: number; from: number; end: number };

function edgesOf(before: string, after: string): Edges {
  // A text without a character has no line, and so none in common.
  if (before === "" || after === "") return { above: 0, below: 0, from: 0, end: after.length };
  const shortest = Math.min(before.length, after.length);
  const begin = alike(shortest, (at, end) => before.slice(at, end) === after.slice(at, end));
  const from = begin === 0 ? 0 : after.lastIndexOf("\n", begin - 1) + 1;
  const ends = alike(shortest - from, (at, end) => fromEnd(before, at, end) === fromEnd(after, at, end));
  const cut = ends === 0 ? -1 : after.indexOf("\n", after.length - ends);
  const end = cut < 0 ? after.length : cut;
  return { above: lineEnds(after, 0, from), below: lineEnds(after, end, after.length), from, end };
}

const fromEnd = (text: string, at: number, end: number) => text.slice(text.length - end, text.length - at);

/** How far two stretches are alike, told by a comparison of parts of them; in strides, and then by halves. */
function alike(length: number, areAlike: (at: number, end: number) => boolean): number {
  let at = 0;
  while (at + STRIDE <= length && areAlike(at, at + STRIDE)) at += STRIDE;
  let [from, to] = [at, Math.min(length, at + STRIDE)];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (areAlike(from, middle)) from = middle;
    else to = middle - 1;
  }
  return from;
}

function lineEnds(text: string, from: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

const filled = (length: number, value: number) => new Array<number>(length).fill(value);

function spliced<Value>(values: Value[], at: number, gone: number, come: Value[]): Value[] {
  return values.slice(0, at).concat(come, values.slice(at + gone));
}
