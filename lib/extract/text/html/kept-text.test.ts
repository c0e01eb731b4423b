import { expect, test } from "vitest";
import { KeptText } from "./kept-text.ts";

test("keeps what it is told to, in order", () => {
  const kept = new KeptText("abcdefgh", true);
  kept.replace(1, 2, "B");
  kept.setKeeping(false, 3);
  kept.replace(4, 5, "never seen");
  kept.insert("|");
  kept.setKeeping(true, 6);
  expect(kept.isKeeping).toBe(true);
  expect(kept.finish(8)).toBe("aBc|gh");
});

test("keeps nothing where nothing is wanted", () => {
  const kept = new KeptText("abc", false);
  kept.replace(0, 1, "x");
  expect(kept.from).toBe(-1);
  expect(kept.finish(3)).toBe("");
});

test("puts text where a run began, whatever was written since", () => {
  const plain = new KeptText("abcdef", true);
  const [length, from] = [plain.length, plain.from];
  plain.insertAt(2, "_", length, from);
  plain.replace(4, 5, "E");
  expect(plain.finish(6)).toBe("ab_cdEf");

  const written = new KeptText("abcdef", true);
  written.replace(2, 3, "C");
  written.insertAt(2, "_", 0, 0);
  expect(written.finish(6)).toBe("ab_Cdef");

  const atOnce = new KeptText("abcdef", true);
  atOnce.replace(0, 1, "A");
  atOnce.replace(1, 2, "B");
  atOnce.insertAt(1, "_", 1, 1);
  expect(atOnce.finish(6)).toBe("A_Bcdef");
});
