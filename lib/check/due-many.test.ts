import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { db } from "#lib/db/client.ts";
import { newMonitor, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { startDueChecks } from "./index.ts";

ownDatabase();

test("10,000 monitors due in the same minute, of ten teams, all have their check within it", async () => {
  for (let team = 0; team < 10; team++) {
    const ctx = await newTeam();
    const { id } = await newMonitor(ctx, ["https://example.com/"], { schedule: { cron: "0 3 * * *" } });
    const copies = JSON.stringify(Array.from({ length: 999 }, () => uuidv7()));
    await db().execute(sql`
      insert into monitors
      select (jsonb_populate_record(m, jsonb_build_object('id', copy))).*
      from monitors m, jsonb_array_elements(${copies}::jsonb) copy where m.id = ${id}`);
  }
  await db().execute(sql`update monitors set next_run_at = now() - interval '100 milliseconds'`);
  const began = performance.now();
  // Two workers, as on two machines.
  const counts = await Promise.all([startDueChecks(), startDueChecks()]);
  const seconds = (performance.now() - began) / 1000;
  console.log(`10,000 due monitors were started in ${seconds.toFixed(1)} s by two dispatchers: ${counts}`);
  const [row] = await db().execute<Record<string, number>>(sql`
    select count(*)::int as checks, count(distinct monitor_id)::int as monitors,
      (select count(*)::int from monitors where next_run_at > now()) as advanced
    from checks where status = 'queued'`);
  expect(row).toEqual({ checks: 10_000, monitors: 10_000, advanced: 10_000 });
  expect(seconds).toBeLessThan(60);
  const teams = await db().execute<{ team_id: string }>(sql`select team_id from team_credits`);
  for (const { team_id } of teams) expect(await soundLedger(team_id)).toMatchObject({ reserved: 1000 });
});
