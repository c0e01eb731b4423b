import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { startCheck } from "#lib/check/index.ts";
import { db } from "#lib/db/client.ts";
import { monitors } from "#lib/db/schema.ts";
import { newMonitor } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { refreshCostsOfGoals } from "./index.ts";

ownDatabase();

const urls = ["https://a.example/1", "https://a.example/2"];

test("while nothing judges, a goal sets nothing aside, also of monitors that were written when it did", async () => {
  const ctx = await newTeam();
  const judged = await newMonitor(ctx, urls, { goal: "Prices" });
  expect(judged).toMatchObject({ goal: "Prices", judgeEnabled: true, estimatedCreditsPerCheck: 2 });
  const off = await newMonitor(ctx, urls, { goal: "Prices", judgeEnabled: false });
  const plain = await newMonitor(ctx, urls);
  const asBefore = { estimatedCreditsPerCheck: 4, estimatedCreditsPerMonth: 4 * 720 };
  await db().update(monitors).set(asBefore).where(eq(monitors.id, judged.id));
  expect(await refreshCostsOfGoals()).toBe(1);
  const stored = await db().select().from(monitors).where(eq(monitors.teamId, ctx.teamId));
  for (const { id } of [judged, off, plain]) {
    expect(stored.find((monitor) => monitor.id === id)).toMatchObject({
      estimatedCreditsPerCheck: 2,
      estimatedCreditsPerMonth: 2 * 720,
    });
  }
  expect(stored.find(({ id }) => id === judged.id)?.updatedAt).toEqual(judged.updatedAt);
  expect(await refreshCostsOfGoals()).toBe(0);
  expect(await startCheck(ctx, judged.id)).toMatchObject({ estimatedCredits: 2, reservedCredits: 2 });
});
