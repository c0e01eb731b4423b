import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildIndexesAhead } from "#lib/db/build-indexes-ahead.ts";
import { ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();
let sql: postgres.Sql;
beforeAll(() => {
  sql = postgres(url(), { max: 1, onnotice: () => {} });
});
afterAll(() => sql.end());

const names = ["monitors_last_run_idx", "monitors_name_idx", "monitors_next_run_idx", "monitors_paused_idx"];

async function definitions(): Promise<string[]> {
  const rows = await sql`
    select indexdef from pg_indexes join pg_class on relname = indexname join pg_index on indexrelid = pg_class.oid
    where indexname = any(${names}) and indisvalid order by indexname`;
  return rows.map(({ indexdef }) => indexdef);
}

test("what is built ahead is what the migration would have built", async () => {
  const migrated = await definitions();
  expect(migrated).toHaveLength(names.length);
  for (const name of names) await sql.unsafe(`drop index ${name}`);
  await buildIndexesAhead(sql);
  expect(await definitions()).toEqual(migrated);
});

test("an index whose building was broken off is built anew, and the others stay", async () => {
  const oid = async (name: string) => (await sql`select ${name}::regclass::oid as oid`)[0]?.oid;
  const before = [await oid("monitors_name_idx"), await oid("monitors_paused_idx")];
  await sql`update pg_index set indisvalid = false where indexrelid = 'monitors_name_idx'::regclass`;
  await buildIndexesAhead(sql);
  expect(await definitions()).toHaveLength(names.length);
  expect(await oid("monitors_name_idx")).not.toBe(before[0]);
  expect(await oid("monitors_paused_idx")).toBe(before[1]);
});

test("an empty database has nothing to build them on", async () => {
  await sql`alter table monitors rename to monitors_of_later`;
  await buildIndexesAhead(sql);
  await sql`alter table monitors_of_later rename to monitors`;
});
