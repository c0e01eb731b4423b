"use client";

import { Avatar } from "#components/inbox/presence/avatar.tsx";
import { usePresence } from "#components/inbox/presence/use-presence.ts";

const MOST_SHOWN = 4;

/**
 * Who else looks at this item now, as overlapping rounds. Its height is fixed, and it stands at the end of a line: who
 * comes and goes moves nothing.
 */
export function Presence({ itemId }: { itemId: string }) {
  const people = usePresence(itemId);
  const shown = people.slice(0, MOST_SHOWN);
  const others = people.length - shown.length;
  return (
    <div className="flex h-6 min-w-0 items-center" role="status" aria-label="Also looking at this">
      {people.length > 0 && <span className="mr-1.5 hidden text-muted text-xs sm:inline">also here</span>}
      <span className="flex -space-x-1">
        {shown.map((person) => (
          <Avatar key={person.id} person={person} className="size-6 ring-2 ring-background" />
        ))}
      </span>
      {others > 0 && <span className="ml-1 text-muted text-xs">+{others}</span>}
    </div>
  );
}
