import { describe, expect, test } from "vitest";
import { describeDifference, describeTurn } from "#lib/change/index.ts";
import { diffText } from "#lib/page/diff/index.ts";

const between = (previous: string, current: string, surface = "text") =>
  describeDifference(surface, diffText(previous, current));
const page = (...lines: string[]) => lines.join("\n");

describe("what a row says of a difference", () => {
  test("its first words, and how many lines came and went", () => {
    const change = between(
      page("# Plans", "Starter $19", "Team $49"),
      page("# Plans", "Starter $24", "Team $59", "New"),
    );
    expect(change).toMatchObject({
      kind: "changed",
      excerpt: { lead: "Starter", before: "$19", after: "$24" },
      linesAdded: 3,
      linesRemoved: 2,
    });
  });

  test("where only blank lines differ there are no words to say", () => {
    expect(between(page("a", "b"), page("a", "", "b")).excerpt).toBeNull();
  });

  test("blank lines are passed over for the first words that differ", () => {
    const change = between(page("a", "", "b", "c", "d", "e", "f $1"), page("a", "b", "c", "d", "e", "f $2"));
    expect(change.excerpt).toEqual({ lead: "f", before: "$1", after: "$2", changes: 2 });
  });
});

describe("the hash of the difference", () => {
  const hash = (...args: Parameters<typeof between>) => between(...args).differenceHash.toString("hex");

  test("is the same for the same lines, wherever on a page they stand", () => {
    const here = hash(page("top", "old"), page("top", "new"));
    expect(hash(page("other", "words", "old"), page("other", "words", "new"))).toBe(here);
  });

  test("is another one for other lines, for the way back, and for another surface", () => {
    const hashes = [
      hash("old", "new"),
      hash("old", "newer"),
      hash("new", "old"),
      hash("old", "new", "fields"),
      hash("old\nnew", ""),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

describe("the group", () => {
  const group = (...args: Parameters<typeof between>) => between(...args).groupHash.toString("hex");

  test("is one for a footer's new year on many pages, whatever else stands in the line", () => {
    const first = group("Acme docs © 2025 page 1", "Acme docs © 2026 page 1");
    expect(group("Acme shop © 2025 page 214", "Acme shop © 2026 page 214")).toBe(first);
  });

  test("is another one where other words differ", () => {
    const first = group("© 2025", "© 2026");
    expect(group("© 2024", "© 2026")).not.toBe(first);
    expect(group("© 2025", "© 2027")).not.toBe(first);
    expect(group(page("© 2025", "x", "y", "z", "$1"), page("© 2026", "x", "y", "z", "$2"))).not.toBe(first);
  });

  test("of lines that only came or went is the lines themselves", () => {
    expect(group("a", page("a", "b"))).toBe(group("z", page("z", "b")));
    expect(group("a", page("a", "b"))).not.toBe(group("a", page("a", "c")));
  });

  test("of very many lines is whole lines, beyond those of which the words are looked at", () => {
    const lines = (count: number, version: number, own: string) =>
      Array.from({ length: count }, (_, n) => `${own} line ${n}: ${version}`).join("\n\nsame\n\n");
    expect(group(lines(100, 1, "a"), lines(100, 2, "a"))).toBe(group(lines(100, 1, "b"), lines(100, 2, "b")));
    expect(group(lines(101, 1, "a"), lines(101, 2, "a"))).not.toBe(
      group(lines(101, 1, "b"), lines(101, 2, "b")),
    );
  });
});

describe("a turn in the life of a page", () => {
  test("that fails says why, and the same failure is one group", () => {
    const failed = describeTurn("failed", "The server answered 503.");
    expect(failed).toMatchObject({
      kind: "failed",
      excerpt: { lead: "", before: "", after: "The server answered 503." },
      linesAdded: 0,
      linesRemoved: 0,
    });
    expect(describeTurn("failed", "The server answered 503.").groupHash).toEqual(failed.groupHash);
    expect(describeTurn("failed", "The server answered 500.").groupHash).not.toEqual(failed.groupHash);
  });

  test("that has nothing to say has no excerpt, and each kind is a group of its own", () => {
    const turns = (["new", "removed", "recovered"] as const).map((kind) => describeTurn(kind));
    expect(turns.map(({ excerpt }) => excerpt)).toEqual([null, null, null]);
    expect(new Set(turns.map(({ groupHash }) => groupHash.toString("hex"))).size).toBe(3);
  });
});
