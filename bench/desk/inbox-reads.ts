import type { Ctx } from "#lib/ctx.ts";
import { countItems, getItem, listItems } from "#lib/inbox/index.ts";
import { createView, listViews } from "#lib/inbox/views/index.ts";
import { ITEM_VIEWS } from "#lib/statuses.ts";
import type { Query } from "../queries.ts";

const LIMIT = 25;
const MAX_MS = 30;
/** The cursor of the item at so deep a place is looked for a hundred items at a time. */
const DEEP = { open: 20_000, all: 80_000 };

/** What the inbox of a person reads: every list at its top and deep down, narrowed and counted. */
export async function inboxReads(ctx: Ctx, shrunk: number): Promise<Query[]> {
  const [some] = (await listItems(ctx, { view: "open", limit: 1 })).items;
  if (!some) throw new Error("The inbox was not seeded.");
  const list = (what: string, query: Partial<Parameters<typeof listItems>[1]>): Query => ({
    what: `inbox, ${what}`,
    ask: () => listItems(ctx, { view: "open", limit: LIMIT, ...query }),
    max: MAX_MS,
  });
  for (const name of ["one", "two", "three", "four", "five"]) {
    await createView(ctx, { name, query: { view: "open", kind: "changed", q: "support" }, shared: true });
  }
  const deep = async (view: keyof typeof DEEP) => {
    const depth = Math.round(DEEP[view] * shrunk);
    return list(`${view} below ${depth.toLocaleString("en")} items`, {
      view,
      cursor: await cursorAt(ctx, view, depth),
    });
  };
  return [
    ...ITEM_VIEWS.map((view) => list(`${view}, first ${LIMIT}`, { view })),
    await deep("open"),
    await deep("all"),
    list("of one monitor", { monitor: some.monitor.id }),
    list("failures only", { kind: "failed" }),
    list("nobody's", { assignee: "nobody" }),
    list("mine, by filter", { assignee: "me" }),
    list("important ones", { important: true }),
    list("unread ones", { unread: true }),
    list("a common word", { q: "ships" }),
    list("two words", { q: "ships week" }),
    list("words that nothing has", { q: "zebra" }),
    list("of a day", { from: new Date(Date.now() - 86_400_000).toISOString() }),
    ...[
      { what: "inbox, counts of all lists", ask: () => countItems(ctx, {}) },
      { what: "inbox, counts of failures", ask: () => countItems(ctx, { kind: "failed" }) },
      { what: "inbox, counts of a common word", ask: () => countItems(ctx, { q: "ships" }) },
      { what: "inbox, five saved views with their counts", ask: () => listViews(ctx) },
      {
        what: "one item with its neighbours",
        ask: () => getItem(ctx, some.id, { view: "open", changesLimit: 25 }),
      },
    ].map((query) => ({ ...query, max: MAX_MS })),
  ];
}

async function cursorAt(ctx: Ctx, view: "open" | "all", depth: number): Promise<string> {
  let cursor: string | null = null;
  for (let seen = 0; seen < depth; seen += 100) {
    const page: Awaited<ReturnType<typeof listItems>> = await listItems(ctx, {
      view,
      limit: 100,
      ...(cursor && { cursor }),
    });
    if (!page.cursor) break;
    cursor = page.cursor;
  }
  if (!cursor) throw new Error(`The list ${view} has no second page.`);
  return cursor;
}
