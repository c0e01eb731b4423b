import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkImports } from "./check-imports.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tidemark-imports-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of a few files, each given by its path and its text. */
function broken(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkImports(folder);
}

test("the code as it stands breaks no rule", () => {
  expect(checkImports()).toEqual([]);
});

test("imports point down, through the face of a module", () => {
  expect(
    broken({
      "app/page.tsx": `import { a } from "#lib/check/index.ts";`,
      "lib/check/index.ts": `export { a } from "#lib/check/inside.ts";`,
      "lib/check/inside.ts": `import { b } from "#lib/monitor/index.ts";\nexport const a = b;`,
      "lib/monitor/index.ts": `import { c } from "#lib/env.ts";\nexport const b = c;`,
      "lib/env.ts": "export const c = 1;",
    }),
  ).toEqual([]);
});

test.each([
  ["upwards", "lib/monitor/a.ts", `import { x } from "#lib/check/index.ts";`, "imports point down"],
  [
    "inside another module",
    "app/a.ts",
    `import { x } from "#lib/check/inside.ts";`,
    "import lib/check/index.ts or model.ts",
  ],
  [
    "inside it, said relatively",
    "lib/monitor/a.ts",
    `import { x } from "../page/inside.ts";`,
    "import lib/page/index.ts",
  ],
  [
    "inside it, later",
    "app/a.ts",
    `const x = await import("#lib/check/inside.ts");`,
    "import lib/check/index.ts",
  ],
  [
    "the server, on a screen",
    "components/a.tsx",
    `import { x } from "#lib/check/index.ts";`,
    "components may know only",
  ],
  [
    "a framework, in lib",
    "lib/check/a.ts",
    `import { headers } from "next/headers";`,
    "lib knows nothing of the screen",
  ],
  ["even a type of it", "lib/check/a.ts", `import type { ReactNode } from "react";`, "not even a type"],
  [
    "a screen, in lib",
    "lib/check/a.ts",
    `import type { Props } from "#components/b.tsx";`,
    "not even a type",
  ],
  [
    "next-auth, in lib, even a type of it",
    "lib/team/a.ts",
    `import type { Session } from "next-auth";`,
    "know next-auth",
  ],
  [
    "next-auth, on a screen",
    "components/a.tsx",
    `import { signIn } from "next-auth/react";`,
    "know next-auth",
  ],
  ["its parts", "app/_server/author.ts", `import { Auth } from "@auth/core";`, "know next-auth"],
  ["what is not there", "app/a.ts", `import { x } from "#app/gone.ts";`, "which is not there"],
  [
    "what is re-exported",
    "lib/monitor/a.ts",
    `export { x } from "#lib/check/index.ts";`,
    "imports point down",
  ],
])("forbidden: %s", (_, file, text, sentence) => {
  const found = broken({
    "lib/check/index.ts": "export const x = 1;",
    "lib/check/inside.ts": "export const x = 1;",
    "lib/page/inside.ts": "export const x = 1;",
    "components/b.tsx": "export type Props = {};",
    [file]: text,
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^${file} imports .*`));
  expect(found[0]).toContain(sentence);
});

test("next-auth is known to app/_server/auth.ts and the files beside it that are named after it", () => {
  expect(
    broken({
      "app/_server/auth.ts": `import NextAuth from "next-auth";`,
      "app/_server/auth-config.ts": `import Credentials from "next-auth/providers/credentials";`,
    }),
  ).toEqual([]);
});

test("types are erased, so they may point up and at a module's inside", () => {
  expect(
    broken({
      "lib/db/schema.ts": `import type { A } from "#lib/check/inside.ts";\nimport { type B } from "#lib/check/inside.ts";`,
      "lib/check/inside.ts": "export type A = 1;\nexport type B = 2;",
    }),
  ).toEqual([]);
});

test("tests may import what they like", () => {
  expect(broken({ "lib/db/a.test.ts": `import { x } from "#app/page.tsx";` })).toEqual([]);
});

test("a circle is told with all its stations, one of types alone is none", () => {
  const found = broken({
    "lib/page/a.ts": `import { b } from "./b.ts";\nexport const a = b;`,
    "lib/page/b.ts": `import { c } from "./c.ts";\nexport const b = c;`,
    "lib/page/c.ts": `import { a } from "./a.ts";\nexport const c = a;`,
    "lib/team/a.ts": `import type { B } from "./b.ts";\nexport type A = B;`,
    "lib/team/b.ts": `import type { A } from "./a.ts";\nexport type B = A;`,
  });
  expect(found).toEqual(["a circle: lib/page/a.ts → lib/page/b.ts → lib/page/c.ts → lib/page/a.ts"]);
});
