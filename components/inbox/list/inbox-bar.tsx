"use client";

import type { ItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import type { DeskView, Filter, View } from "#components/inbox/desk-view.ts";
import { BulkBar } from "#components/inbox/list/bulk-bar.tsx";
import { FilterButton, FilterChips } from "#components/inbox/list/filters.tsx";
import type { useSelected } from "#components/inbox/list/use-selected.ts";
import { ViewTabs } from "#components/inbox/list/view-tabs.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import type { Counts } from "#components/inbox/queries.ts";
import { SavedViews } from "#components/inbox/views/saved-views.tsx";
import { FindBox } from "#components/keys/find-box.tsx";
import { useMe } from "#components/shell/me.tsx";
import { SelectBox } from "#components/ui/select-box.tsx";

/** Above the list: which one it is, what it is narrowed by, and what is done to all that is selected. */
export function InboxBar({
  view,
  counts,
  show,
  items,
  selected,
  acts,
}: {
  view: DeskView;
  counts: Counts | undefined;
  show: (view: DeskView) => void;
  items: readonly ItemAnswer[];
  selected: ReturnType<typeof useSelected>;
  acts: ItemActs;
}) {
  const me = useMe();
  const mayAct = useActRefusal() === null;
  const narrow = (changes: Partial<Record<Filter, string | null>>) => {
    const filters = Object.entries({ ...view.filters, ...changes }).filter(([, value]) => value);
    show({ ...view, filters: Object.fromEntries(filters) });
  };
  const some = selected.selected.length > 0;
  return (
    <>
      <div className="flex items-center">
        <ViewTabs view={view} counts={counts} show={(next: View) => show({ ...view, view: next })} />
        <h1 className="sr-only">Changes</h1>
      </div>
      <div className="flex items-center gap-1.5 pb-1.5">
        {mayAct && items.length > 0 && (
          <SelectBox
            label={some ? "Select none" : `Select all ${items.length} shown`}
            checked={some && selected.selected.length === items.length}
            some={some && selected.selected.length < items.length}
            onToggle={selected.toggleAll}
            className="-my-1 shrink-0"
          />
        )}
        {some ? (
          <BulkBar selected={selected.selected} acts={acts} clear={selected.clear} />
        ) : (
          <>
            <FindBox
              words={view.filters.q ?? ""}
              onWords={(q) => narrow({ q: q || null })}
              label="Find in the inbox"
              placeholder="Find"
            />
            <FilterButton me={me} narrow={narrow} />
            <SavedViews view={view} show={show} />
          </>
        )}
      </div>
      <FilterChips filters={view.filters} narrow={narrow} />
    </>
  );
}
