"use client";

import { Slot } from "radix-ui";
import { type KeyboardEvent, lazy, type MouseEvent, type ReactNode, Suspense, useState } from "react";

// The floating part is loaded when it is first opened, since no page needs it to be read.
const load = () => import("#components/ui/menu-layer.tsx");
const Layer = lazy(async () => ({ default: (await load()).MenuLayer }));

export const MenuItem = lazy(async () => ({ default: (await load()).MenuItem }));
export const MenuSeparator = lazy(async () => ({ default: (await load()).MenuSeparator }));

/** A button that opens a list of things to do. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  const [opened, setOpened] = useState<"by pointer" | "by key">();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    setOpened("by key");
  };
  // A button that was pressed by key reports a click of which the count is zero.
  const onClick = (event: MouseEvent) => setOpened(event.detail === 0 ? "by key" : "by pointer");
  const closed = (
    <Slot.Root
      aria-haspopup="menu"
      aria-expanded={false}
      onPointerEnter={load}
      onFocus={load}
      onClick={onClick}
      onKeyDown={onKeyDown}
    >
      {trigger}
    </Slot.Root>
  );
  if (!opened) return closed;
  return (
    <Suspense fallback={closed}>
      <Layer trigger={trigger} byKey={opened === "by key"}>
        {children}
      </Layer>
    </Suspense>
  );
}
