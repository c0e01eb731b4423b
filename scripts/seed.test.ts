import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getCheck, listCheckPages, listChecks } from "#lib/check/index.ts";
import type { Ctx } from "#lib/ctx.ts";
import { countItems, getItem, listItems } from "#lib/inbox/index.ts";
import { listMonitors } from "#lib/monitor/index.ts";
import { getPageVersion, listPageVersions, unpackText } from "#lib/page/index.ts";
import { createOwner, signIn } from "#lib/team/index.ts";
import { ownDatabase } from "#testing/database.ts";
import { PASSWORD, type SeededTeam } from "./seed/people.ts";
import { foreignData, seededTeams, seedTeam } from "./seed/seed-team.ts";
import { REAL, scaled } from "./seed/sizes.ts";

const database = ownDatabase();
const SIZES = { ...REAL, people: 5, monitors: 2, checksPerMonitor: 20 };

let sql: postgres.Sql;
let team: SeededTeam;
let ctx: Ctx;

beforeAll(async () => {
  sql = postgres(database.url(), { max: 1, onnotice: () => {} });
  team = await seedTeam(sql, SIZES);
  ctx = { teamId: team.teamId, actor: { kind: "system", job: "test" }, requestId: "test" };
});
afterAll(() => sql.end());

const count = async (table: string) =>
  Number((await sql.unsafe(`select count(*) as n from ${table} where team_id = '${team.teamId}'`))[0]?.n);

test("the real size is what was asked for", () => {
  const { people, monitors, checksPerMonitor, pagesPerMonitor } = scaled(1);
  expect({ people, monitors }).toEqual({ people: 20, monitors: 500 });
  expect(monitors * checksPerMonitor).toBe(200_000);
  expect(monitors * pagesPerMonitor * 10).toBe(1_000_000);
});

test("a team has what its sizes say, in the same measure", async () => {
  expect(await count("monitors")).toBe(2);
  expect(await count("checks")).toBe(40);
  expect(await count("pages")).toBe(400);
  expect(await count("check_pages")).toBe(2 * (10 * 200 - 2));
  expect(await count("changes")).toBe(2 * 200);
  const [people] = await sql`select count(*)::int as n from memberships where team_id = ${team.teamId}`;
  expect(people?.n).toBe(5);
});

test("its inbox has every change as an item, three of ten open, and each closed one by somebody", async () => {
  expect(await count("items")).toBe(400);
  const reader = {
    ...ctx,
    actor: {
      kind: "user" as const,
      userId: team.people[0]?.id ?? "",
      email: team.owner,
      role: "owner" as const,
    },
  };
  const counts = await countItems(reader, {});
  expect(counts.open + counts.snoozed).toBe(120);
  expect(counts.noise).toBeGreaterThan(0);
  expect(counts.unread).toBeGreaterThan(0);
  expect(counts.unread).toBeLessThan(counts.open);
  const { items } = await listItems(reader, { view: "done", limit: 25 });
  for (const { closedBy } of items) expect(team.people.map(({ email }) => email)).toContain(closedBy);
  const [item] = items;
  const { acts } = await getItem(reader, item?.id ?? "", { view: "done", changesLimit: 25 });
  expect(acts.map(({ act }) => act)).toEqual(["done"]);
});

test("it is read by the product's own verbs: a diff, its versions, and their texts", async () => {
  const [monitor] = await listMonitors(ctx, { limit: 1, offset: 0 });
  const [latest] = await listChecks(ctx, monitor?.id ?? "", { limit: 1, offset: 0 });
  const check = await getCheck(ctx, monitor?.id ?? "", latest?.id ?? "");
  const { pages } = await listCheckPages(ctx, check.id, { limit: 100, skip: 0, status: "changed" });
  expect(pages).toHaveLength(check.changedPages);
  const page = pages[0]?.page;
  expect(await unpackText(page?.diff ?? Buffer.alloc(0))).toMatch(/^\+.*\d/m);
  const { versions } = await listPageVersions(ctx, monitor?.id ?? "", page?.pageId ?? "", { limit: 25 });
  expect(versions.length).toBeGreaterThanOrEqual(5);
  const version = await getPageVersion(ctx, monitor?.id ?? "", page?.pageId ?? "", versions[0]?.id ?? "");
  expect(version.text).toMatch(/^# .*\n[\s\S]*## Terms/);
});

test("everybody seeded signs in, with roles from owner to member", async () => {
  for (const { email } of team.people) {
    await signIn({ email, password: PASSWORD, ip: "203.0.113.1" });
  }
  const roles = await sql`select role from memberships where team_id = ${team.teamId} order by role`;
  expect(new Set(roles.map(({ role }) => role))).toEqual(new Set(["owner", "admin", "member"]));
});

test("what was not seeded is seen, and what was is not taken for somebody's own", async () => {
  expect(await foreignData(sql)).toBeNull();
  expect(await seededTeams(sql)).toBe(1);
  await createOwner({ email: "ana@example.com", password: PASSWORD, teamName: "Own" });
  expect(await foreignData(sql)).toBe("1 people and 0 monitors that were not seeded");
});
