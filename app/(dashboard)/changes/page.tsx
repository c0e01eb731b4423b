import type { Metadata } from "next";
import { Suspense } from "react";
import { firstStepsOf } from "#app/_server/first-steps.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { Prefetched, type Read } from "#app/_server/prefetched.tsx";
import { FirstSteps } from "#components/first-steps/first-steps.tsx";
import { Desk } from "#components/inbox/desk.tsx";
import { apiQueryOf, type DeskView, readDeskView } from "#components/inbox/desk-view.ts";
import { countsQuery, ITEMS_AT_ONCE, itemsQuery } from "#components/inbox/queries.ts";
import { DeskSkeleton } from "#components/inbox/skeleton.tsx";
import { countItems, listItems } from "#lib/inbox/index.ts";
import { Filters, type ItemAnswer, View } from "#lib/inbox/model.ts";

export const metadata: Metadata = { title: "Changes" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ChangesPage({ searchParams }: Props) {
  const given = Object.entries(await searchParams).map(([key, value = ""]) => [key, [value].flat()[0] ?? ""]);
  const view = readDeskView(new URLSearchParams(given));
  const steps = await firstStepsOf(await requireMember());
  return (
    <>
      {steps && <FirstSteps steps={steps} />}
      <Suspense fallback={<DeskSkeleton />}>
        <FirstDesk view={view} />
      </Suspense>
    </>
  );
}

/** The first paint's list and counts; every later one the browser asks of the API, which answers the same. */
async function FirstDesk({ view }: { view: DeskView }) {
  const { reads, items } = await readsOf(view);
  return (
    <Prefetched reads={reads}>
      <Desk first={items.slice(0, IN_SIGHT)} />
    </Prefetched>
  );
}

/** So many rows a first paint has room for. */
const IN_SIGHT = 16;

async function readsOf(view: DeskView): Promise<{ reads: Read[]; items: ItemAnswer[] }> {
  // Where a day begins only the browser knows.
  if (view.filters.from) return { reads: [], items: [] };
  const ctx = await requireMember();
  const asked = Object.fromEntries(apiQueryOf(view, Date.now()));
  const filters = Filters.parse(asked);
  const [{ items, cursor }, counts] = await Promise.all([
    listItems(ctx, { ...filters, view: View.parse(view.view), limit: ITEMS_AT_ONCE }),
    countItems(ctx, filters),
  ]);
  // Of the address of what follows only the cursor is read.
  const next = cursor && `http://here.invalid/?${new URLSearchParams({ cursor })}`;
  const page = { data: items, ...(next && { next }) };
  const reads: Read[] = [
    [itemsQuery(view).queryKey, { pages: [page], pageParams: [""] }],
    [countsQuery(view.filters).queryKey, counts],
  ];
  return { reads, items };
}
