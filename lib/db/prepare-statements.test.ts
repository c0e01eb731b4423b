import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { ownDatabase } from "#testing/database.ts";
import { db } from "./client.ts";
import { prepareStatements } from "./prepare-statements.ts";

const { url } = ownDatabase();

type Prepared = { statement: string; custom: number; generic: number };

const preparedIn = (text: string) => sql`
  select statement, custom_plans::int as custom, generic_plans::int as generic from pg_prepared_statements
  where position(${text} in statement) > 0 and position('pg_prepared_statements' in statement) = 0`;

test("a statement is prepared once a connection, in a transaction too, and planned no more than it has to be", async () => {
  const found = await db().transaction(async (tx) => {
    for (let n = 0; n < 12; n++) await tx.execute(sql`select ${n}::int + 1 as again`);
    return tx.execute<Prepared>(preparedIn("as again"));
  });
  expect(found).toEqual([{ statement: "select $1::int + 1 as again", custom: 5, generic: 7 }]);
});

test("parameters of the same statement may be of one type now and of another, or nothing, then", async () => {
  const answers: unknown[] = [];
  for (const value of [1, null, "2", 3n, true]) {
    const [row] = await db().execute(sql`select ${value}::text as answer`);
    answers.push(row?.answer);
  }
  expect(answers).toEqual(["1", null, "2", "3", "true"]);
});

test("texts of any number and length do not pile up in a connection", async () => {
  const client = prepareStatements(postgres(url(), { max: 1 }));
  try {
    await client.unsafe(`select $1::int as long -- ${"x".repeat(10_000)}`, [1]);
    for (let n = 0; n < 600; n++) {
      const [row] = await client.unsafe(`select $1::int as kept_${n}`, [n]);
      expect(row).toEqual({ [`kept_${n}`]: n });
    }
    const [{ count, long }] = (await client`
      select count(*)::int as count, count(*) filter (where length(statement) > 9999)::int as long
      from pg_prepared_statements`) as unknown as [{ count: number; long: number }];
    expect(count).toBeGreaterThan(400);
    expect(count).toBeLessThanOrEqual(501);
    expect(long).toBe(0);
  } finally {
    await client.end();
  }
});
