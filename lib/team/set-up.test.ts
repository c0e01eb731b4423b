import { expect, test } from "vitest";
import { ownDatabase } from "#testing/database.ts";
import { createTeam, needsSetUp, setUp } from "./index.ts";

ownDatabase();

const here = { isHere: true, ip: "127.0.0.1" };

test("of many who set up at once one becomes the owner, of the team that had only a key", async () => {
  const teamId = await createTeam("My team");
  expect(await needsSetUp()).toBe(true);
  const everybody = Array.from({ length: 5 }, (_, n) =>
    setUp(
      { email: `person-${n}@example.com`, password: "a long enough password", teamName: "Harbour" },
      here,
    ),
  );
  const outcomes = await Promise.allSettled(everybody);
  const owners = outcomes.filter((outcome) => outcome.status === "fulfilled");
  expect(owners).toHaveLength(1);
  expect(owners[0]?.value.teamId).toBe(teamId);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "CONFLICT" });
  }
  expect(await needsSetUp()).toBe(false);
});
