"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { type DeskView, itemAddress } from "#components/inbox/desk-view.ts";

const idIn = (path: string) => path.split("/")[2] ?? "";

/** The item whose page is on screen. Another one takes its place without another page; the address and Back follow. */
export function useShownItem(view: DeskView) {
  const [id, setId] = useState(idIn(usePathname()));
  useEffect(() => {
    const onBack = () => {
      if (window.location.pathname.startsWith("/changes/")) setId(idIn(window.location.pathname));
    };
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, []);
  const go = (to: string) => {
    setId(to);
    window.history.pushState(null, "", itemAddress(to, view));
    window.scrollTo({ top: 0 });
  };
  return { id, go };
}
