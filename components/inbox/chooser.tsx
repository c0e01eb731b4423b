"use client";

import { lazy, Suspense } from "react";
import type { ChooserProps } from "#components/inbox/chooser-layer.tsx";

const load = () => import("#components/inbox/chooser-layer.tsx");
const Layer = lazy(async () => ({ default: (await load()).ChooserLayer }));

/** Has the chooser there from its first press on. */
export const readyChooser = () => void load().catch(() => {});

/** A list to choose from by typing, by arrows, or by a finger. It is loaded when it is first opened. */
export function Chooser(props: ChooserProps) {
  return (
    <Suspense fallback={null}>
      <Layer {...props} />
    </Suspense>
  );
}
