import { describe, expect, test } from "vitest";
import { Blamer } from "./blame.ts";

function blameOf(...versions: string[]) {
  const blamer = new Blamer();
  for (const version of versions) blamer.add(version);
  return blamer.blame;
}
const text = (...lines: string[]) => lines.join("\n");

describe("where the lines of a text come from", () => {
  test("a line that never changed is of the first version", () => {
    expect(blameOf("a\nb", "a\nb", "a\nb")).toEqual({ first: [0, 0], changed: [0, 0], times: [0, 0] });
  });

  test("a line that came is of the version that brought it, wherever it came", () => {
    expect(blameOf("b", "a\nb", "a\nb\nc", "a\nb\nnew words here\nc").first).toEqual([1, 0, 3, 2]);
  });

  test("a line that took another's place was first seen as that one", () => {
    const blame = blameOf(
      text("Plans", "Starter costs $15 a month", "Team costs $49 a month"),
      text("Plans", "Starter costs $19 a month", "Team costs $49 a month"),
      text("Our plans", "Starter costs $24 a month", "Team costs $49 a month"),
    );
    expect(blame).toEqual({ first: [0, 0, 0], changed: [2, 2, 0], times: [1, 2, 0] });
  });

  test("what went and came back is of the version it came back with", () => {
    expect(blameOf("a\nb\nc", "a\nc", "a\nb\nc")).toMatchObject({ first: [0, 2, 0], changed: [0, 2, 0] });
  });

  test("lines that moved below others keep one of them where it was", () => {
    expect(blameOf("a\nb\nc", "c\na\nb").first).toEqual([1, 0, 0]);
  });

  test.each([
    ["", "a"],
    ["a", ""],
    ["", "\n"],
    ["\n", "\n\n"],
    ["a\n", "a"],
    ["a", "a\n"],
    ["a\na", "a\na\na"],
    ["ab\nc", "b\nc"],
    ["x\nab", "x\nb"],
    ["a\nb\na\nb", "a\nb"],
  ])("of %j and then %j every line is told of", (one, other) => {
    const { first, changed, times } = blameOf(one, other);
    const lines = other === "" ? 0 : other.split("\n").length;
    expect([first.length, changed.length, times.length]).toEqual([lines, lines, lines]);
  });

  test("against comparing all lines of all versions, with texts by chance", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * below);
    };
    for (let round = 0; round < 300; round++) {
      const versions = [Array.from({ length: random(6) }, () => `w${random(4)}`)];
      for (let version = 0; version < 4; version++) {
        const next = [...(versions.at(-1) ?? [])];
        next.splice(
          random(next.length + 1),
          random(3),
          ...Array.from({ length: random(3) }, () => `n${random(50)}`),
        );
        versions.push(next);
      }
      const blamer = new Blamer();
      for (const lines of versions) blamer.add(lines.join("\n"));
      const last = versions.at(-1) ?? [];
      const { first, changed } = blamer.blame;
      expect(changed).toHaveLength(last.join("\n") === "" ? 0 : last.length);
      changed.forEach((version, line) => {
        // It stands in each version from then on, and was not brought before it was first seen.
        for (const lines of versions.slice(version)) expect(lines).toContain(last[line]);
        expect(first[line]).toBeLessThanOrEqual(version);
      });
    }
  });

  test("20,000 lines over 200 versions take less than two seconds", () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `Line ${at} of a page that says something of ${at * 7}`,
    );
    const versions = Array.from({ length: 200 }, (_, version) => {
      lines[(version * 97) % lines.length] = `Line changed in ${version}`;
      lines[lines.length - 1 - ((version * 61) % 5000)] = `And one near the end in ${version}`;
      if (version % 10 === 0) lines.splice(500 + version, 1);
      return lines.join("\n");
    });
    const blamer = new Blamer();
    // Of the processor, since other tests run beside this one.
    const began = process.cpuUsage();
    for (const version of versions) blamer.add(version);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(2000);
    expect(blamer.isExact).toBe(true);
    expect(blamer.blame.first).toHaveLength(lines.length);
    expect(blamer.blame.changed[(199 * 97) % 20_000]).toBeGreaterThan(0);
  });

  test("versions that have nothing in common end in time, too", () => {
    const blamer = new Blamer();
    const started = performance.now();
    for (let version = 0; version < 20; version++) {
      const lines = Array.from({ length: 20_000 }, (_, at) => `${(at * 7919 * (version + 3)) % 997}`);
      blamer.add(lines.join("\n"), started + 1000);
    }
    expect(performance.now() - started).toBeLessThan(4000);
    expect(blamer.isExact).toBe(false);
    expect(blamer.blame.first).toHaveLength(20_000);
  });
});
