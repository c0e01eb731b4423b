import { inspect } from "node:util";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { apiKeys, teams, users } from "#lib/db/schema.ts";
import { ownDatabase } from "#testing/database.ts";

ownDatabase();

const SECRET = "hunter2-and-more";
const id = uuidv7();

const failing: [string, () => Promise<unknown>, RegExp][] = [
  [
    "a row that a rule refuses",
    () => db().insert(users).values({ id, email: "Ana@Example.com", passwordHash: SECRET }),
    /users_email_is_lower_case/,
  ],
  [
    "a row that is there already",
    async () => {
      const team = { id, name: "Harbour" };
      await db().insert(teams).values(team);
      const key = { teamId: id, name: SECRET, prefix: "fc-", keyHash: Buffer.from(SECRET) };
      await db()
        .insert(apiKeys)
        .values({ ...key, id: uuidv7() });
      await db()
        .insert(apiKeys)
        .values({ ...key, id: uuidv7() });
    },
    /api_keys_hash_key/,
  ],
  ["a value that is none", () => db().execute(sql`select ${SECRET}::int`), /invalid input syntax/],
  [
    "a statement of a transaction",
    () => db().transaction((tx) => tx.execute(sql`select * from nowhere where name = ${SECRET}`)),
    /nowhere/,
  ],
  [
    "a relational read",
    () => db().select().from(users).where(sql`${users.id} = ${SECRET}::uuid`),
    /invalid input syntax/,
  ],
];

test.each(failing)("%s: the error says why, and nothing of the row", async (_, work, why) => {
  const error = await work().catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(Error);
  const { message, stack, cause } = error as Error;
  expect(message).toMatch(/^Failed query: /);
  expect(inspect(cause)).toMatch(why);
  // PostgreSQL itself quotes a value that it cannot read, in its own sentence; whatever is a row's stays hidden.
  const own = /invalid input syntax/.test(inspect(cause)) ? [message, stack] : [inspect(error, { depth: 9 })];
  for (const text of own) {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(Buffer.from(SECRET).toString("hex"));
  }
});

test("a statement that works has its values", async () => {
  const [row] = await db().execute(sql`select ${SECRET}::text as value`);
  expect(row?.value).toBe(SECRET);
});
