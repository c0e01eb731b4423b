"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useUrlState } from "#components/hooks/use-url-state.ts";

/** Shows one of several parts of a page. The address says which one. */
export function UrlTabs({
  label,
  tabs,
}: {
  label: string;
  tabs: { id: string; word: string; part: ReactNode }[];
}) {
  const url = useUrlState();
  const [first] = tabs;
  const chosen = tabs.find(({ id }) => id === url.get("tab")) ?? first;
  // Each part keeps its own state in the address, so the next part begins without that of the one before.
  const choose = (id: string) =>
    url.set({ tab: id === first?.id ? null : id, status: null, from: null, search: null });
  return (
    <Radix.Root value={chosen?.id ?? ""} onValueChange={choose}>
      <Radix.List aria-label={label} className="flex gap-1 border-b">
        {tabs.map(({ id, word }) => (
          <Radix.Trigger
            key={id}
            value={id}
            className="-mb-px h-9 border-transparent border-b-2 px-3 text-muted text-sm -outline-offset-2 hover:text-foreground data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-foreground pointer-coarse:h-11"
          >
            {word}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id, part }) => (
        <Radix.Content key={id} value={id} className="pt-3" tabIndex={-1}>
          {part}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
