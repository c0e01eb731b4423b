"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "#components/data/api.ts";
import { patchItems } from "#components/inbox/acts/patch.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";

/** Whoever has had an item before them for so long has read it; a row that is walked past has not been. */
const READ_MS = 700;

/** Notes that this person has read an item, once it has been before them for a moment. */
export function useRead(item: ItemAnswer | undefined): void {
  const client = useQueryClient();
  const unread = item?.unread ? item : undefined;
  const id = unread?.id;
  const edition = unread?.edition;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the item as it was when the moment began is what was read
  useEffect(() => {
    if (!unread) return;
    const timer = setTimeout(() => {
      if (document.visibilityState !== "visible") return;
      patchItems(client, [{ ...unread, unread: false }], () => true);
      // Should it not be heard, the item stays bold, and the next reading says it again.
      api(`/v2/changes/${unread.id}/read`, { method: "POST" }).then(
        () => client.invalidateQueries({ queryKey: ["changes"] }),
        () => {},
      );
    }, READ_MS);
    return () => clearTimeout(timer);
  }, [client, id, edition]);
}
