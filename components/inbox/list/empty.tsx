"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { count } from "#components/check/words.ts";
import { monitorsQuery } from "#components/data/queries.ts";
import type { DeskView, View } from "#components/inbox/desk-view.ts";
import { Button } from "#components/ui/button.tsx";
import { Ahead } from "#components/ui/time.tsx";

const NOTHING: Record<View, string> = {
  open: "Nothing is open.",
  mine: "Nothing is yours.",
  failing: "Every page can be read.",
  snoozed: "Nothing is snoozed.",
  done: "Nothing is done yet.",
  noise: "Nothing was called noise.",
  all: "Nothing has changed yet.",
};

/** A list without items: what that means, and what happens next. */
export function EmptyList({ view, widen }: { view: DeskView; widen: () => void }) {
  if (Object.keys(view.filters).length > 0) {
    return (
      <div className="grid justify-items-start gap-3 px-3 py-8">
        <p className="font-medium">Nothing fits these filters.</p>
        <Button onClick={widen}>Show all of this list</Button>
      </div>
    );
  }
  return (
    <div className="grid justify-items-start gap-2 px-3 py-8">
      <p className="font-medium">{NOTHING[view.view]}</p>
      <Watching />
    </div>
  );
}

/** Says that somebody is watching, and when the next look is. */
function Watching() {
  const { data } = useQuery(monitorsQuery({ limit: 1, offset: 0, sort: "nextRun", status: "active" }));
  if (!data) return null;
  const [next] = data.data;
  if (!next) {
    return (
      <>
        <p className="max-w-prose text-muted text-sm">
          No monitor is active. What changes on the pages that you watch is gathered here, to be read and
          dealt with.
        </p>
        <Button variant="primary" asChild>
          <Link href="/monitors/new">New monitor</Link>
        </Button>
      </>
    );
  }
  return (
    <p className="max-w-prose text-muted text-sm">
      {count(data.total, "monitor watches", "monitors watch")} for you
      {next.nextRunAt && (
        <>
          ; the next check is <Ahead iso={next.nextRunAt} />
        </>
      )}
      .
    </p>
  );
}
