"use client";

import { lazy, Suspense, useEffect, useState } from "react";

const OPEN = "tidemark:palette";
const Layer = lazy(async () => ({
  default: (await import("#components/shell/palette-layer.tsx")).PaletteLayer,
}));

export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Opens with ⌘K or Ctrl-K to go to a page or a monitor, or to do something, without leaving the keyboard. */
export function Palette() {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  if (open && !used) setUsed(true);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen((now) => !now);
    };
    const show = () => setOpen(true);
    window.addEventListener("keydown", onKey);
    window.addEventListener(OPEN, show);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener(OPEN, show);
    };
  }, []);
  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <Layer open={open} onOpenChange={setOpen} />
    </Suspense>
  );
}
