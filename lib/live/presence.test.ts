import postgres from "postgres";
import { afterEach, expect, test } from "vitest";
import { subscribe } from "#lib/live/listener.ts";
import type { LiveEvent } from "#lib/live/model.ts";
import { tellPresence, whoIsAt } from "#lib/live/presence.ts";
import { ownDatabase } from "#testing/database.ts";

const { url } = ownDatabase();

const ids = () => ({ teamId: crypto.randomUUID(), place: crypto.randomUUID() });
const tab = (place: ReturnType<typeof ids>) => ({
  ...place,
  viewer: crypto.randomUUID(),
  userId: crypto.randomUUID(),
});
const open: postgres.Sql[] = [];
afterEach(async () => void (await Promise.all(open.splice(0).map((sql) => sql.end({ timeout: 1 })))));

/** Another web process, as far as this one can see. */
function otherProcess() {
  const sql = postgres(url(), { max: 1, onnotice: () => {} });
  open.push(sql);
  const by = crypto.randomUUID();
  const heard: { type: string; tab?: { userId: string } }[] = [];
  const says = (message: object) => sql.notify("tidemark_presence", JSON.stringify({ by, message }));
  const listens = () => sql.listen("tidemark_presence", (payload) => heard.push(JSON.parse(payload).message));
  return { says, listens, heard };
}

test("who came to an item is there at once, and its team is told", async () => {
  const item = ids();
  const events: LiveEvent[] = [];
  const stop = subscribe(
    item.teamId,
    (event) => events.push(event),
    () => {},
  );
  const ana = tab(item);
  await tellPresence(ana, true);
  expect(whoIsAt(item)).toEqual([ana.userId]);
  const told = { type: "changed", topics: [`presence:${item.place}`] };
  await expect.poll(() => events).toContainEqual(told);
  await tellPresence(ana, false);
  expect(whoIsAt(item)).toEqual([]);
  expect(events.filter((event) => event.type === "changed")).toEqual([told, told]);
  stop();
});

test("who came to it by another web process is there, too", async () => {
  const item = ids();
  const ben = tab(item);
  expect(whoIsAt(item)).toEqual([]);
  const other = otherProcess();
  await expect
    .poll(async () => {
      await other.says({ type: "here", tab: ben });
      return whoIsAt(item);
    })
    .toEqual([ben.userId]);
  await other.says({ type: "gone", tab: ben });
  await expect.poll(() => whoIsAt(item)).toEqual([]);
});

test("a process that has just begun asks, and is told by those who know", async () => {
  const ana = tab(ids());
  await tellPresence(ana, true);
  const other = otherProcess();
  await other.listens();
  await other.says({ type: "who" });
  await expect.poll(() => other.heard.find(({ tab }) => tab?.userId === ana.userId)?.type).toBe("here");
  await tellPresence(ana, false);
});

test("what is no message is passed over", async () => {
  const item = ids();
  const other = otherProcess();
  await other.says({ type: "here", tab: { ...tab(item), userId: "nobody" } });
  await other.says({ type: "dance" });
  const ben = tab(item);
  await other.says({ type: "here", tab: ben });
  await expect.poll(() => whoIsAt(item)).toEqual([ben.userId]);
});
