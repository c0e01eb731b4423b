"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { type ListFilter, type ListView, PAGE_SIZE } from "#components/monitor/list/list-view.ts";
import type { ShowView } from "#components/monitor/list/use-list-view.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { Button } from "#components/ui/button.tsx";

const SAMPLE = [
  {
    name: "Acme pricing",
    place: "acme.com · 3 pages",
    moved: [4, 4, 4, 12, 4, 4, 4, 22, 4, 4, 10, 4],
    when: "2 h ago",
  },
  {
    name: "Stripe changelog",
    place: "stripe.com · 1 page",
    moved: [4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 16],
    when: "just now",
  },
  {
    name: "Terms of a supplier",
    place: "example.org · 2 pages",
    moved: [4, 4, 4, 4, 4, 10, 4, 4, 4, 4, 4, 4],
    when: "6 d ago",
  },
];

/** Shows before the first monitor what the list will look like, and offers the next step. */
export function NoMonitors() {
  return (
    <div className="mt-2">
      <div aria-hidden className="border-t [mask-image:linear-gradient(black_20%,transparent)]">
        {SAMPLE.map(({ name, place, moved, when }) => (
          <div key={name} className="flex h-11 items-center gap-6 border-b text-sm">
            <span className="flex min-w-0 flex-1 items-center gap-2 text-muted">
              <span className="size-1.5 shrink-0 rounded-full bg-same" />
              <span className="truncate">{name}</span>
            </span>
            <span className="hidden flex-1 text-muted sm:block">{place}</span>
            <span className="flex items-end gap-0.5">
              {moved.map((height, index) => (
                <span
                  // biome-ignore lint/suspicious/noArrayIndexKey: a drawing that never changes
                  key={index}
                  className={height > 4 ? "w-1 bg-changed-bar" : "w-1 bg-same-bar"}
                  style={{ height }}
                />
              ))}
            </span>
            <OutcomeCounts counts={{ changed: 1, new: 0, removed: 0, error: 0, same: 2 }} />
            <span className="w-16 text-right text-muted">{when}</span>
          </div>
        ))}
      </div>
      <div className="mx-auto max-w-md pt-8 pb-12 text-center">
        <h2 className="font-semibold text-lg">Nothing is watched yet</h2>
        <p className="mt-1 text-muted">
          A monitor reads pages on a schedule and shows what changed between two checks. Each will be a line
          here, with a bar for every check: the higher the bar, the more pages moved.
        </p>
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          <ActButton action="createMonitor" variant="primary" asChild>
            <Link href="/monitors/new">New monitor</Link>
          </ActButton>
          <ActButton action="createMonitor" asChild>
            <Link href="/monitors/new?demo=1">Try it on the demo page</Link>
          </ActButton>
        </div>
      </div>
    </div>
  );
}

function EmptyState({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action: ReactNode;
}) {
  return (
    <div className="border-t px-3 py-14 text-center [overflow-wrap:anywhere]">
      <h2 className="font-medium">{title}</h2>
      {children && <p className="mx-auto mt-1 max-w-md text-muted text-sm">{children}</p>}
      <div className="mt-4 flex justify-center">{action}</div>
    </div>
  );
}

const NONE_IS: Record<ListFilter, string> = {
  active: "No monitor is active",
  paused: "No monitor is paused",
  changed: "No monitor’s last check found a change",
  failing: "No monitor is failing",
};

/** Says that there are monitors, but none that the view asks for. */
export function NothingFound({ view, total, show }: { view: ListView; total: number; show: ShowView }) {
  const { search, status } = view;
  if (total > 0) {
    const last = Math.ceil(total / PAGE_SIZE);
    return (
      <EmptyState
        title={`There is no page ${view.page}`}
        action={<Button onClick={() => show({ page: last }, "replace")}>Show page {last}</Button>}
      />
    );
  }
  if (search) {
    return (
      <EmptyState
        title={`No ${status ? `${status} ` : ""}monitor matches “${search}”`}
        action={<Button onClick={() => show({ search: "", status: undefined })}>Show all monitors</Button>}
      >
        Every word is looked for in names and addresses. Try fewer words, or a part of one.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={status ? NONE_IS[status] : "There is no monitor"}
      action={<Button onClick={() => show({ status: undefined })}>Show all monitors</Button>}
    />
  );
}

/** Says that the list could not be read when there is no older one to show. */
export function Unreadable({ error, retry }: { error: Error; retry: () => void }) {
  return (
    <EmptyState title="The monitors could not be read" action={<Button onClick={retry}>Try again</Button>}>
      {error.message}
    </EmptyState>
  );
}
