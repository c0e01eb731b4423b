import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "#lib/ctx.ts";
import { closeDatabase, useDatabase as openDatabase } from "#lib/db/client.ts";
import { createApiKey, createTeam } from "#lib/team/index.ts";
import { type RunningProduct, startProduct } from "#testing/product.ts";
import { type Api, apiOf } from "../api.ts";
import { runToEnd } from "../finished-check.ts";
import { type Ground, onGround, type Server, WATCHER } from "../ground.ts";
import { against, atLeast, atMost, fact, type Line, type Section } from "../report.ts";
import { median, quantile, spread } from "../stats.ts";
import { EVERY, fill, stormMonitors } from "./fill.ts";
import { pressOnceASecond } from "./first-result.ts";
import { measureIdle } from "./idle.ts";
import { measureLists } from "./list.ts";
import { besideSlowChecks } from "./slow.ts";
import { runStorm, type Storm } from "./storm.ts";

/** Of the one check that the storm is held against. */
const PAGES = 1000;
const PRESSED = 200;
/** Of these half are on hosts of their own and half on one. */
const SLOW = 300;
/** Monitors of the other team, of which half are pressed and half come due. */
const WAITING = 20;

/** Thousands of monitors of one page, due at the same minute; and what others wait meanwhile. */
export function benchStorm(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_storm", async (ground) => {
    const { sql, site, databaseUrl, product } = ground;
    await openDatabase(databaseUrl);
    try {
      const [{ id: teamId = "" } = {}] = await sql<
        { id: string }[]
      >`select id from teams order by id limit 1`;
      const ctx: Ctx = { teamId, actor: { kind: "system", job: "bench" }, requestId: "bench" };
      await fill(sql, teamId, site);
      const monitorIds = await stormMonitors(sql, quick ? EVERY.quick : EVERY.whole);
      const lines = [
        ...(await storm(ground, monitorIds)),
        ...(await measureIdle(sql, product.pids(), server.log, quick ? 5 : 20)),
        ...(await measureLists(ctx, databaseUrl, quick)),
        ...(await slowChecks(ground, ctx)),
        ...(await twoWorkers(ground, monitorIds.slice(0, monitorIds.length / 2))),
      ];
      return {
        title: `A storm: ${monitorIds.length.toLocaleString("en-US")} monitors of one page due at once, of 110,000`,
        about:
          "One local page each, as it was. 100,000 of the monitors are one team's, the others of a hundred teams. Site, " +
          "PostgreSQL, web and worker share the machine.",
        lines,
      };
    } finally {
      await closeDatabase();
    }
  });
}

async function storm(ground: Ground, monitorIds: string[]): Promise<Line[]> {
  const { api, site, sql } = ground;
  const pressed: string[] = [];
  for (const url of site.urls("bytes", PRESSED)) pressed.push(await api.createMonitor("pressed", [url]));
  const large = await api.createMonitor("one check", site.urls("bytes", PAGES));
  const first = await runStorm(sql, monitorIds, "new");
  await runToEnd(ground, large, "new");
  const rateWithin = async () => {
    const { insideMs } = await runToEnd(ground, large, "same");
    return (PAGES / insideMs) * 1000;
  };
  const within = [await rateWithin(), await rateWithin(), await rateWithin()];
  const { calm, waits } = await stormWithPresses(ground, monitorIds, pressed);
  within.push(await rateWithin(), await rateWithin(), await rateWithin());
  const note = `${calm.checks.toLocaleString("en-US")} checks in ${calm.seconds.toFixed(1)} s`;
  return [
    atLeast("checks of one unchanged page", calm.perSecond, "checks/s", { min: 500, note }),
    fact("the same without the first and last tenth", calm.perSecondInTheMiddle, "checks/s"),
    against("the same, against pages within one check", calm.perSecond, "/s", {
      ceiling: median(within),
      min: 0.2,
      note: "the check of 1,000 such pages ran before and after",
    }),
    fact("checks of one page that is seen for the first time", first.perSecond, "checks/s"),
    done(calm, "in the storm"),
    atMost("Run pressed in the storm: first result, p95", quantile(waits, 0.95), "ms", {
      max: 300,
      note: `${waits.length} presses, one a second: ${spread(waits, "ms")}`,
    }),
  ];
}

async function stormWithPresses({ sql, api }: Ground, monitorIds: string[], pressed: string[]) {
  let isOver = false;
  const storm = runStorm(sql, monitorIds, "same").finally(() => {
    isOver = true;
  });
  await sleep(1000);
  const [calm, waits] = await Promise.all([storm, pressOnceASecond(api, pressed, { isOver: () => isOver })]);
  return { calm, waits };
}

const done = ({ wrong }: Storm, where: string) =>
  atMost(`checks, pages or charges ${where} that are not there exactly once`, wrong, "wrong", { max: 0 });

async function slowChecks({ sql, site, product }: Ground, ctx: Ctx): Promise<Line[]> {
  const { api, monitorIds } = await anotherTeam(product, site.urls("bytes", WAITING));
  const half = SLOW / 2;
  const many = { ctx, urls: [...site.hostsOf("late", half), ...site.urls("late", half)] };
  try {
    return [
      ...(await besideSlowChecks(sql, "many hosts and on one", many, { api, monitorIds })),
      ...(await besideSlowChecks(
        sql,
        "one host",
        { ctx, urls: site.urls("late", SLOW) },
        { api, monitorIds },
      )),
    ];
  } finally {
    await api.close();
  }
}

/** A team with monitors of its own, of which each has been checked once. */
async function anotherTeam(
  { url }: RunningProduct,
  urls: string[],
): Promise<{ api: Api; monitorIds: string[] }> {
  const teamId = await createTeam("Another team");
  const ctx: Ctx = { teamId, actor: { kind: "system", job: "bench" }, requestId: "bench" };
  const { key } = await createApiKey(ctx, { name: "bench" });
  const api = apiOf({ url, apiKey: key });
  const monitorIds: string[] = [];
  for (const page of urls) monitorIds.push(await api.createMonitor("waits", [page]));
  return { api, monitorIds };
}

/** What a second worker on the same machine gains, and that the two do nothing twice. */
async function twoWorkers({ sql, databaseUrl }: Ground, monitorIds: string[]): Promise<Line[]> {
  const one = await runStorm(sql, monitorIds, "same");
  const second = await startProduct({ mode: "worker", env: { ...WATCHER, DATABASE_URL: databaseUrl } });
  try {
    const two = await runStorm(sql, monitorIds, "same");
    return [
      fact("two workers, of the rate of one", two.perSecond / one.perSecond, "×", {
        note: `${one.perSecond.toFixed(0)} and ${two.perSecond.toFixed(0)} checks/s, ${one.checks} checks each`,
      }),
      done(two, "of two workers"),
    ];
  } finally {
    await second.remove();
  }
}
