// @vitest-environment jsdom
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Announcement } from "#components/ui/notice.tsx";
import { ANA, BEN, idOf, itemOf } from "#testing/inbox-items.ts";
import { setUpScreens } from "#testing/screen.tsx";
import { type ApiCall, refusal } from "#testing/screen-api.ts";
import { type DeskView, VIEWS } from "../desk-view.ts";
import type { ItemAnswer } from "../model.ts";
import { itemsQuery } from "../queries.ts";
import { shownAfter } from "./act.ts";
import { acting, type Pending } from "./acting.ts";
import type { Outcome } from "./send.ts";

const { answer, calls } = setUpScreens();
const ACT = "POST /v2/changes/act";
const viewOf = (view: DeskView["view"]): DeskView => ({ view, filters: {} });
const at = { me: ANA, now: Date.now() };

/** Somebody with these items before them in every list. */
function someone(items: ItemAnswer[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  for (const view of VIEWS) {
    const data = view === "open" ? items : [];
    client.setQueryData(itemsQuery(viewOf(view)).queryKey, { pages: [{ data }], pageParams: [""] });
  }
  const announced: Announcement[] = [];
  const undone: ItemAnswer[] = [];
  let pending: Pending = new Map();
  const acts = acting({
    client,
    me: () => ANA,
    announce: (announcement) => void announced.push(announcement),
    show: (shown) => {
      pending = new Map([...pending, ...shown]);
    },
    forget: (shown) => {
      pending = new Map([...pending].filter(([id, item]) => shown.get(id) !== item));
    },
    onUndone: (those) => void undone.push(...those),
  });
  const listed = () =>
    client
      .getQueryData(itemsQuery(viewOf("open")).queryKey)
      ?.pages.flatMap(({ data }) => data.map(({ id }) => id));
  return { ...acts, announced, undone, listed, pending: () => pending };
}

const idsIn = ({ body }: ApiCall) => (body as { ids: string[] }).ids;
/** A server that does as it is told. */
function obeys(items: ItemAnswer[]) {
  answer(ACT, (call) => ({
    data: idsIn(call).map((id): Outcome => {
      const item = items.find((one) => one.id === id)!;
      if ((call.body as { act: string }).act === "undo")
        return { id, item: { ...item, edition: item.edition + 2 }, actId: null };
      const now = shownAfter(item, call.body as never, at);
      return { id, item: { ...now, edition: item.edition + 1 }, actId: `act of ${id}` };
    }),
  }));
}
/** What was taken back, of which items, request by request. */
const undos = () =>
  calls(ACT).flatMap(({ body }) => ((body as { act: string }).act === "undo" ? [body] : []));

test("an act is shown at once, told with a way back, and true in every list once the server has answered", async () => {
  const items = [itemOf(3), itemOf(2), itemOf(1)];
  obeys(items);
  const { act, pending, announced, listed } = someone(items);
  act([items[1]!], { act: "done" });
  expect(pending().get(idOf(2))).toMatchObject({ state: "done", closedBy: "Ana" });
  expect(announced).toMatchObject([{ text: "Acme pricing: done", refused: false }]);
  expect(announced[0]?.undo).toBeDefined();
  await expect.poll(listed).toEqual([idOf(3), idOf(1)]);
  expect(pending().size).toBe(0);
  expect(calls(ACT)[0]?.body).toEqual({ ids: [idOf(2)], act: "done", edition: 1 });
});

test("what was undone stands where it stood, and the newest act is undone first", async () => {
  const items = [itemOf(3), itemOf(2), itemOf(1)];
  obeys(items);
  const { act, undo, undone, listed, announced } = someone(items);
  act([items[1]!], { act: "done" });
  act([items[0]!], { act: "noise" });
  await expect.poll(listed).toEqual([idOf(1)]);
  undo();
  await expect.poll(listed).toEqual([idOf(3), idOf(1)]);
  undo();
  await expect.poll(listed).toEqual([idOf(3), idOf(2), idOf(1)]);
  expect(undone.map(({ id }) => id)).toEqual([idOf(3), idOf(2)]);
  await expect
    .poll(undos)
    .toEqual([3, 2].map((n) => ({ ids: [idOf(n)], act: "undo", actIds: [`act of ${idOf(n)}`] })));
  undo();
  expect(announced.at(-1)).toMatchObject({ text: "There is nothing to undo." });
});

test("an act can be undone before the server has heard of it: it hears both, in their order", async () => {
  const items = [itemOf(1)];
  const heard: string[] = [];
  const gate = Promise.withResolvers<void>();
  answer(ACT, async ({ body }) => {
    const { act } = body as { act: string };
    if (act === "done") await gate.promise;
    heard.push(act);
    if (act === "undo") return { data: [{ id: idOf(1), item: { ...items[0]!, edition: 3 }, actId: null }] };
    return { data: [{ id: idOf(1), item: { ...items[0]!, state: "done", edition: 2 }, actId: "a" }] };
  });
  const { act, undo, listed, pending } = someone(items);
  act(items, { act: "done" });
  undo();
  expect(pending().get(idOf(1))).toMatchObject({ state: "open" });
  gate.resolve();
  await expect.poll(() => heard).toEqual(["done", "undo"]);
  await expect.poll(listed).toEqual([idOf(1)]);
});

test("a second act on an item is about the edition that the first one made", async () => {
  const items = [itemOf(1)];
  obeys(items);
  const { act } = someone(items);
  act(items, { act: "important", important: true });
  act(items, { act: "assign", person: BEN });
  await expect.poll(() => calls(ACT)).toHaveLength(2);
  expect(calls(ACT).map(({ body }) => (body as { edition: number }).edition)).toEqual([1, 2]);
});

test("where somebody else did the contrary meanwhile, the item is as they left it, and one is told", async () => {
  const items = [itemOf(1)];
  const theirs = { ...items[0]!, state: "noise" as const, closedBy: "Ben", edition: 5 };
  answer(ACT, {
    data: [{ id: idOf(1), item: theirs, actId: null, conflict: "Ben marked it noise 3 s ago" }],
  });
  const { act, announced, pending, undo } = someone(items);
  act(items, { act: "done" });
  await expect.poll(() => announced.at(-1)?.refused).toBe(true);
  expect(announced.at(-1)?.text).toBe("Acme pricing: Ben marked it noise 3 s ago.");
  expect(pending().size).toBe(0);
  announced.at(-1)?.otherwise?.act();
  await expect.poll(() => calls(ACT)).toHaveLength(2);
  expect(calls(ACT)[1]?.body).toMatchObject({ act: "done", edition: 5 });
  await expect.poll(() => announced.at(-1)?.refused).toBe(true);
  undo();
  expect(announced.at(-1)?.text, "nothing of mine was done").toBe("There is nothing to undo.");
});

test("what the server refuses is shown as it was, and can be tried again", async () => {
  const items = [itemOf(2), itemOf(1)];
  answer(ACT, refusal(503, "The database does not answer. Try again in a moment."));
  const { act, announced, listed, pending } = someone(items);
  act(items, { act: "done" });
  await expect.poll(() => announced.at(-1)?.refused).toBe(true);
  expect(announced.at(-1)?.text).toBe(
    "2 items: this was not done. The database does not answer. Try again in a moment.",
  );
  expect(pending().size).toBe(0);
  expect(listed()).toEqual([idOf(2), idOf(1)]);
  obeys(items);
  announced.at(-1)?.otherwise?.act();
  await expect.poll(listed).toEqual([]);
});

test("more items than the API takes are sent in parts, told while it goes on, and undone together", async () => {
  const items = Array.from({ length: 1201 }, (_, at) => itemOf(1201 - at));
  obeys(items);
  const { act, announced, listed } = someone(items);
  act(items, { act: "done" });
  await expect.poll(listed, { timeout: 5000 }).toEqual([]);
  expect(calls(ACT).map((call) => idsIn(call).length)).toEqual([500, 500, 201]);
  expect(announced.map(({ text }) => text)).toEqual([
    "1,201 items: done",
    "1,201 items: done … 0 items so far",
    "1,201 items: done … 500 items so far",
    "1,201 items: done … 1,000 items so far",
    "1,201 items: done",
  ]);
  expect(announced.at(-1)?.undo).toBeDefined();
});

test("many are undone in one request", async () => {
  const items = [itemOf(3), itemOf(2), itemOf(1)];
  obeys(items);
  const { act, undo, listed } = someone(items);
  act(items, { act: "noise" });
  await expect.poll(listed).toEqual([]);
  undo();
  await expect.poll(undos).toMatchObject([{ ids: items.map(({ id }) => id) }]);
  await expect.poll(listed).toEqual([idOf(3), idOf(2), idOf(1)]);
});

test("who leaves the page loses no act that was not sent yet", async () => {
  const items = [itemOf(2), itemOf(1)];
  const gate = Promise.withResolvers<void>();
  answer(ACT, async (call) => {
    await gate.promise;
    return { data: idsIn(call).map((id) => ({ id, actId: "a" })) };
  });
  const { act, leave } = someone(items);
  act([items[0]!], { act: "done" });
  act([items[1]!], { act: "noise" });
  await expect.poll(() => calls(ACT)).toHaveLength(1);
  leave();
  await expect.poll(() => calls(ACT)).toHaveLength(2);
  gate.resolve();
});
