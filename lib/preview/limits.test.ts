import { v7 as uuidv7 } from "uuid";
import { afterEach, expect, test } from "vitest";
import { ownDatabase } from "#testing/database.ts";
import { beginPreview } from "./limits.ts";

ownDatabase();

const ends: (() => void)[] = [];
const begin = async (team: string) => void ends.push(await beginPreview(team));
const endAll = () => {
  for (const end of ends.splice(0)) end();
};
afterEach(endAll);

test("twenty a minute of a team; who is refused holds no place", async () => {
  const team = uuidv7();
  for (let n = 0; n < 20; n++) {
    await begin(team);
    endAll();
  }
  for (const _ of [1, 2, 3, 4]) {
    const refused = await beginPreview(team).catch((error) => error);
    expect(refused).toMatchObject({
      code: "RATE_LIMITED",
      message: expect.stringMatching(/20 pages a minute/),
    });
    expect(refused.retryAfter).toBeGreaterThan(30);
  }
  await begin(uuidv7());
});

test("eight at once of all teams together, three of one", async () => {
  const teams = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const places = [0, 0, 0, 1, 1, 1, 2, 2];
  for (const [index, team] of places.entries()) {
    await begin(teams[team] ?? "");
    if (index === 2)
      await expect(begin(teams[0] ?? "")).rejects.toMatchObject({ code: "RATE_LIMITED", retryAfter: 3 });
  }
  await expect(begin(teams[3] ?? "")).rejects.toMatchObject({ code: "RATE_LIMITED" });
  ends.pop()?.();
  await begin(teams[3] ?? "");
});
