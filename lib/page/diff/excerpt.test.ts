import { describe, expect, test } from "vitest";
import { changesOf, diffText, excerptOf, firstExcerpt } from "./index.ts";

const changes = (previous: string, current: string) => [...changesOf(diffText(previous, current).text)];

describe("the changes of a diff", () => {
  test("lines that were replaced are one change, with both sides", () => {
    expect(changes("a\nold\nb", "a\nnew\nb")).toEqual([{ removed: ["old"], added: ["new"] }]);
  });

  test("lines kept between two make two of them, near or far", () => {
    expect(changes("1\nkept\n2", "one\nkept\ntwo")).toEqual([
      { removed: ["1"], added: ["one"] },
      { removed: ["2"], added: ["two"] },
    ]);
    const far = Array.from({ length: 40 }, (_, n) => `line ${n}`).join("\n");
    expect(changes(`1\n${far}\n2`, `one\n${far}\ntwo`)).toHaveLength(2);
  });

  test("lines that look like a diff's own are content", () => {
    expect(changes("-- gone\nend", "@@ -1 +1 @@\nend")).toEqual([
      { removed: ["-- gone"], added: ["@@ -1 +1 @@"] },
    ]);
  });

  test("of no difference there are none", () => {
    expect(changes("same", "same")).toEqual([]);
    expect([...changesOf("")]).toEqual([]);
  });
});

describe("an excerpt", () => {
  const between = (before: string, after: string) => excerptOf({ removed: [before], added: [after] });

  test("shows whole words, and up to four before them", () => {
    expect(between("| Starter | $19 | 3 |", "| Starter | $24 | 3 |")).toEqual({
      lead: "Starter",
      before: "$19",
      after: "$24",
    });
    expect(between("one two three four five six 1", "one two three four five six 2")?.lead).toBe(
      "…three four five six",
    );
  });

  test("says words, not the marks that set them", () => {
    expect(between("## Price $19", "## Price $24")?.lead).toBe("Price");
    expect(between("- Team \\[beta\\] $19", "- Team \\[beta\\] $24")?.lead).toBe("Team [beta]");
    expect(excerptOf({ removed: [], added: ["| Team | $49 | 10 |"] })?.after).toBe("Team $49 10");
    expect(between("a | b 1", "a || b 1")?.after).toContain("||");
  });

  test("shows the words of links and images, and no addresses", () => {
    expect(
      between("See [the terms](https://e.com/a?b=1) for $19", "See [the terms](https://e.com/a?b=2) for $24"),
    ).toEqual({
      lead: "See the terms for",
      before: "$19",
      after: "$24",
    });
    expect(between('[Plan A](/a "hint")', "[Plan B](/b)")).toEqual({ lead: "Plan", before: "A", after: "B" });
    const added = (line: string) => excerptOf({ removed: [], added: [line] })?.after;
    expect(added("- [**New:** the `ferry` runs](https://example.com/ferry)")).toBe("New: the ferry runs");
    expect(added("![Map of the harbour](/map.png) <https://example.com/x>")).toBe(
      "Map of the harbour https://example.com/x",
    );
    expect(added("[![Logo](/l.png)](/)"), "a link around an image").toBe("Logo");
  });

  test("shows addresses where nothing else differs", () => {
    expect(between("[Contact](https://e.com/sales) us", "[Contact](https://e.com/help) us")).toEqual({
      lead: "Contact",
      before: "https://e.com/sales",
      after: "https://e.com/help",
    });
    expect(between("Contact us", "[Contact](https://e.com/help) us")?.after).toContain("Contact");
  });

  test("of words that were added or taken away has one side", () => {
    expect(between("All plans can be cancelled", "All plans can be cancelled at once")).toMatchObject({
      before: "",
      after: "at once",
    });
    expect(between("Free trial: 14 days", "Free trial")).toMatchObject({ after: expect.any(String) });
  });

  test("of a line that came or went is the line, cut where it is long", () => {
    expect(excerptOf({ removed: [], added: ["", "  New page  "] })).toEqual({
      lead: "",
      before: "",
      after: "New page",
    });
    const long = excerptOf({ removed: ["word ".repeat(50)], added: [] });
    expect(long?.before).toMatch(/^(word ){15}word…$/);
    expect(long?.after).toBe("");
  });

  test("of blank lines is none", () => {
    expect(excerptOf({ removed: ["  "], added: [""] })).toBeNull();
  });

  test("of a whole diff is of the first change that has words", () => {
    const { text } = diffText("a\n\nb\nc\nd\ne\n$1", "a\nb\nc\nd\ne\n$2");
    expect(firstExcerpt(text)).toMatchObject({ before: "$1", after: "$2" });
    expect(firstExcerpt("")).toBeNull();
  });
});
