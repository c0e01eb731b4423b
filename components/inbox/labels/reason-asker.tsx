"use client";

import { lazy, Suspense } from "react";
import type { Act } from "#components/inbox/acts/act.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";

// Most teams never ask, and no page needs it to be read.
const ReasonDialog = lazy(async () => ({
  default: (await import("#components/inbox/labels/reason-dialog.tsx")).ReasonDialog,
}));

/** Asks why items are dismissed, then dismisses them. */
export function ReasonAsker({
  items,
  as,
  act,
  close,
}: {
  items: readonly ItemAnswer[];
  as: "done" | "noise";
  act: (items: readonly ItemAnswer[], act: Act) => void;
  close: () => void;
}) {
  return (
    <Suspense fallback={null}>
      <ReasonDialog
        items={items}
        as={as}
        dismiss={(reason) => act(items, { act: as, reason })}
        close={close}
      />
    </Suspense>
  );
}
