import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillMonitorTexts } from "#lib/db/fill-monitor-texts.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();
let sql: postgres.Sql;
beforeAll(() => {
  sql = postgres(url(), { max: 2, onnotice: () => {} });
});
afterAll(() => sql.end());

test("monitors of an earlier version get their texts, those that have one keep it, deleted ones get none", async () => {
  const { teamId } = await newTeam();
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      insert into monitors (id, team_id, name, status, cron, timezone, targets, retention_days,
        estimated_credits_per_check, estimated_credits_per_month, unchanged_pages_free)
      select gen_random_uuid(), ${teamId}, 'Name ' || n,
        (case when n % 10 = 0 then 'deleted' else 'active' end)::monitor_status, '0 * * * *', 'UTC',
        '[{"urls": ["https://EXAMPLE.com/a", "https://example.com/b"]}]', 30, 1, 1, false
      from generate_series(1, 2500) n`;
    await tx`
      insert into monitor_texts select team_id, id, status, 'is there' from monitors where name = 'Name 1'`;
  });
  await Promise.all([fillMonitorTexts(sql), fillMonitorTexts(sql)]);
  const texts = await sql`
    select m.name, t.text from monitor_texts t join monitors m on m.id = t.monitor_id and m.team_id = t.team_id`;
  expect(texts).toHaveLength(2250);
  const textOf = (name: string) => texts.find((row) => row.name === name)?.text;
  expect(textOf("Name 1")).toBe("is there");
  expect(textOf("Name 2")).toBe("name 2\nhttps://example.com/a\nhttps://example.com/b");
  expect(textOf("Name 10")).toBeUndefined();
});
