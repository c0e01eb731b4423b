"use client";

import { Slot } from "radix-ui";
import { createContext, lazy, type ReactNode, Suspense, use, useState } from "react";
import type { DialogLayerProps } from "#components/ui/dialog-layer.tsx";

// The floating part is loaded when it is first opened, since no page needs it to be read.
const load = () => import("#components/ui/dialog-layer.tsx");
const Layer = lazy(async () => ({ default: (await load()).DialogLayer }));

type OpenState = { open: boolean; onOpenChange: (open: boolean) => void };
const DialogState = createContext<OpenState>({ open: false, onOpenChange: () => {} });

/** A question or a view above the page. Its content, and its trigger if it has one, are its children. */
export function Dialog({ open, onOpenChange, children }: OpenState & { children: ReactNode }) {
  return <DialogState value={{ open, onOpenChange }}>{children}</DialogState>;
}

/** The button, given as its child, that opens the dialog around it. */
export function DialogTrigger({ children }: { children: ReactNode }) {
  const { open, onOpenChange } = use(DialogState);
  return (
    <Slot.Root
      aria-haspopup="dialog"
      aria-expanded={open}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => onOpenChange(true)}
    >
      {children}
    </Slot.Root>
  );
}

/** The button, given as its child, that closes the dialog around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  const { onOpenChange } = use(DialogState);
  return <Slot.Root onClick={() => onOpenChange(false)}>{children}</Slot.Root>;
}

/** The content of a dialog, which must be answered or closed. The focus stays inside, and returns afterwards. */
export function DialogContent(props: Omit<DialogLayerProps, keyof OpenState>) {
  const state = use(DialogState);
  const [used, setUsed] = useState(false);
  if (state.open && !used) setUsed(true);
  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <Layer {...state} {...props} />
    </Suspense>
  );
}
