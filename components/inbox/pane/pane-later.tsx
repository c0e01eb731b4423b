"use client";

import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { ReaderSkeleton } from "#components/inbox/pane/reader-skeleton.tsx";
import { LaterCode, useLater } from "#components/ui/later-code.tsx";

type Code = typeof import("#components/inbox/pane/item-pane.tsx");

// The server draws no pane: whether there is room for one only the browser knows.
const code = new LaterCode<Code>(
  () =>
    typeof window === "undefined" ? new Promise(() => {}) : import("#components/inbox/pane/item-pane.tsx"),
  null,
);

/** The item one stands on, once what draws it is there: the list comes first. */
export function PaneLater(props: Parameters<Code["ItemPane"]>[0]) {
  const here = useLater(code);
  // The code may be there before what the server drew has been taken over.
  const hydrated = useHydrated();
  return here && hydrated ? <here.ItemPane {...props} /> : <ReaderSkeleton />;
}
