import { setImmediate } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { ownDatabase } from "#testing/database.ts";
import { db } from "./client.ts";

ownDatabase();

const occupy = (count: number) =>
  Promise.all(Array.from({ length: count }, () => db().execute(sql`select pg_sleep(0.02)`)));

test("transactions begin, and stay apart from other queries, while every connection is busy", async () => {
  await db().execute(sql`create table written (n int)`);
  await occupy(50);
  // However many connections there are: at one of these counts each is busy with just one query.
  for (let count = 1; count <= 20; count++) {
    const busy = occupy(count);
    for (let tick = 0; tick < 3; tick++) await setImmediate();
    const transactions = Array.from({ length: 6 }, (_, n) =>
      db().transaction((tx) => tx.execute(sql`insert into written values (${count * 100 + n})`)),
    );
    await Promise.all([busy, ...transactions]);
  }
  const plain = Array.from({ length: 24 }, (_, n) =>
    db().execute(sql`insert into written values (${-1 - n})`),
  );
  await Promise.all(plain);
  const [row] = await db().execute(sql`
    select (select count(distinct n)::int from written) as written,
      (select count(*)::int from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%') as open`);
  expect(row).toEqual({ written: 144, open: 0 });
});
