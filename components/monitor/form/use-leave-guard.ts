"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { askBeforeLeaving } from "#components/shell/leaving.ts";

/** Whether a click on a link would leave this page in this tab. */
function leavingLink(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const elsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || elsewhere || link.target === "_blank" || link.origin !== window.location.origin) return null;
  return link.pathname === window.location.pathname ? null : link;
}

/** While `dirty`, going elsewhere is asked about first: links, the palette, the back button, closing the tab. */
export function useLeaveGuard(dirty: boolean) {
  const router = useRouter();
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const open = useRef(false);

  useEffect(() => {
    if (!dirty) return;
    const ask = (go: () => void) => setLeave(() => go);
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!open.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = open.current ? null : leavingLink(event);
      if (!link) return;
      event.preventDefault();
      event.stopPropagation();
      ask(() => router.push(link.pathname + link.search));
    };
    const onNavigate = (event: NavigateEvent) => {
      if (open.current || event.navigationType !== "traverse" || !event.cancelable) return;
      event.preventDefault();
      const { key } = event.destination;
      ask(() => window.navigation.traverseTo(key));
    };
    window.addEventListener("beforeunload", onUnload);
    // Before anybody else hears of the click.
    document.addEventListener("click", onClick, true);
    const unheard = askBeforeLeaving((go) => {
      if (!open.current) ask(go);
      return !open.current;
    });
    // Not every browser can be asked to stay when going back; those go.
    const navigation: Navigation | undefined = window.navigation;
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      unheard();
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [dirty, router]);

  /** From now on nothing is asked. */
  const release = useCallback(() => {
    open.current = true;
  }, []);
  return {
    asking: leave !== null,
    stay: () => setLeave(null),
    leave: () => {
      release();
      leave?.();
    },
    release,
  };
}
