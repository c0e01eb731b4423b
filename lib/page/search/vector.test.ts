import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { ownDatabase } from "#testing/database.ts";
import { wordsIn } from "./fold.ts";
import { vectorOf } from "./vector.ts";

ownDatabase();

/** As PostgreSQL reads it. */
async function read(vector: string): Promise<{ words: number; text: string }> {
  const [row] = await db().execute<{ words: number; text: string }>(
    sql`select length(v) as words, v::text as text from (select ${vector}::text::tsvector as v) given`,
  );
  return row as { words: number; text: string };
}
const ofBody = (words: string[]) => vectorOf([{ words, weight: "" }]);

test("a word has its places over all parts, and the weight of each", async () => {
  const vector = vectorOf([
    { words: ["tide", "table"], weight: "A" },
    { words: ["tides", "example"], weight: "B" },
    { words: ["tide", "times", "tide"], weight: "" },
  ]);
  expect((await read(vector)).text).toBe("'example':4B 'table':2A 'tide':1A,5,7 'tides':3B 'times':6");
});

test("it is what PostgreSQL's own parser makes of plain words", async () => {
  const words = wordsIn("Überall heißt es: the quick brown fox, the lazy dog — 日本 αβγ 42");
  const [own] = await db().execute<{ text: string }>(
    sql`select to_tsvector('simple', ${words.join(" ")}::text)::text as text`,
  );
  expect((await read(ofBody(words))).text).toBe(own?.text);
});

test("a page without words has an empty one", async () => {
  expect(await read(ofBody([]))).toEqual({ words: 0, text: "" });
});

describe("beyond what PostgreSQL can hold", () => {
  test("the first places of a word are kept", async () => {
    const { text } = await read(ofBody(Array.from({ length: 1000 }, () => "the")));
    expect(text.split(",")).toHaveLength(255);
  });

  test("words far down the page are found, without a place of their own", async () => {
    const words = [...Array.from({ length: 20_000 }, (_, at) => `w${at % 50}`), "last", "last"];
    expect((await read(ofBody(words))).text).toContain("'last':16383");
  });

  test("so many different words that it would be refused: the first are kept", async () => {
    const words = Array.from({ length: 100_000 }, (_, at) => `wordnumber${at}`);
    const { words: kept, text } = await read(ofBody(words));
    expect(kept).toBeGreaterThan(20_000);
    expect(kept).toBeLessThan(words.length);
    expect(text).toContain("'wordnumber0':1 ");
  });
});
