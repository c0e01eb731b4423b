import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MEMBER_ROLES } from "./policy.ts";
import * as statuses from "./statuses.ts";

const root = join(import.meta.dirname, "..");
const lists: [string, readonly string[]][] = [...Object.entries(statuses), ["MEMBER_ROLES", MEMBER_ROLES]];

/** The texts of every enum that a file spells out: handed to zod, to drizzle, or kept as a constant of literals. */
function enumsOf(source: string): string[][] {
  const lists = source.matchAll(
    /(?:(?:z\.enum\(|pgEnum\([^[\]]*)\[((?:\s*"[^"\n]+",?)+)\s*\])|(?:\[((?:\s*"[^"\n]+",?)+)\s*\] as const)/g,
  );
  return [...lists].map(([, asked, kept]) =>
    [...(asked ?? kept ?? "").matchAll(/"([^"]+)"/g)].map(([, text = ""]) => text),
  );
}

test("no enum of statuses is spelt in a second place", () => {
  const files = globSync("{lib,app,components}/**/*.{ts,tsx}", { cwd: root }).filter(
    (file) => !/\.test\.|^lib\/(statuses|policy)\.ts$/.test(file),
  );
  expect(files.length).toBeGreaterThan(200);
  const spelt = files.flatMap((file) =>
    enumsOf(readFileSync(join(root, file), "utf8")).flatMap((texts) =>
      lists
        .filter(([, list]) => list.every((status) => texts.includes(status)))
        .map(([name]) => `${file}: ${name}`),
    ),
  );
  expect(spelt).toEqual([]);
});

test("what looks for them finds them", () => {
  expect(
    enumsOf(
      'const x = z.enum(["a", "b"]);\npgEnum("name", [\n  "c",\n  "d",\n]);\nconst Y = ["e"] as const;',
    ),
  ).toEqual([["a", "b"], ["c", "d"], ["e"]]);
});

test("statuses keep their order: PostgreSQL adds new ones at the end", () => {
  expect(statuses.CHECK_STATUSES.slice(0, 7)).toEqual([
    "queued",
    "running",
    "completed",
    "failed",
    "partial",
    "skipped_overlap",
    "skipped_no_credits",
  ]);
  expect(statuses.PAGE_STATUSES.slice(0, 5)).toEqual(["same", "new", "changed", "removed", "error"]);
});
