"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { type DeskView, deskAddress, readDeskView } from "#components/inbox/desk-view.ts";

/** Browsers refuse to be told a new address too often, and a key may be held down. */
const SETTLED_MS = 150;

/** Which list is on screen and what narrows it: all of it in the address. */
export function useView(): DeskView {
  const address = deskAddress(readDeskView(useSearchParams()));
  return useMemo(() => readDeskView(new URLSearchParams(address.split("?")[1] ?? "")), [address]);
}

/** The list on screen, and the item one stands on in it, which the address names, too. */
export function useDeskView() {
  const view = useView();
  const [named, setNamed] = useState(useSearchParams().get("item"));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    const onBack = () => setNamed(new URLSearchParams(window.location.search).get("item"));
    window.addEventListener("popstate", onBack);
    return () => {
      window.removeEventListener("popstate", onBack);
      clearTimeout(timer.current);
    };
  }, []);
  return {
    view,
    named,
    /** Another list is a step of the history, which the back button takes back. */
    show: (next: DeskView) => {
      clearTimeout(timer.current);
      setNamed(null);
      window.history.pushState(null, "", deskAddress(next));
    },
    /** The next key already finds it so, before the address says it. */
    stand: (id: string | null) => {
      setNamed(id);
      clearTimeout(timer.current);
      timer.current = setTimeout(
        () => window.history.replaceState(null, "", deskAddress(view, id ?? undefined)),
        SETTLED_MS,
      );
    },
  };
}
