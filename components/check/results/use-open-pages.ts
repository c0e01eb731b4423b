"use client";

import { useCallback, useRef, useState } from "react";
import type { Order } from "#components/check/results/sections.ts";
import { isLive } from "#components/check/words.ts";
import type { UrlState } from "#components/hooks/use-url-state.ts";
import type { CheckAnswer } from "#lib/check/model.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

/** Up to so many changes are opened at once: there is room to read them all. */
const FEW = 5;

function named(url: UrlState): [string, boolean][] {
  const page = url.get("page");
  return page ? [[page, true]] : [];
}

type Page = Pick<CheckPageAnswer, "id" | "status">;
export type OpenPages = {
  isOpen: (page: Page) => boolean;
  toggle: (page: Page) => void;
  open: (page: Page) => void;
};

/** Which pages are open: those a person opened, the one the address names, and changes when they are few. */
export function useOpenPages(check: CheckAnswer, url: UrlState, order: Order): OpenPages {
  // The one the address named stays open when the address moves on.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(() => new Map(named(url)));
  // Not while pages land, when what is open would close again once there are more; and not by itself above rows that
  // somebody has seen land, which would be pushed out of sight.
  const alone = order === "outcome" || check.summary.totalPages === 1;
  const few = !isLive(check) && alone && check.summary.changed <= FEW;
  const isOpen = (page: Page) => chosen.get(page.id) ?? (few && page.status === "changed");
  const set = (page: Page, open: boolean) => {
    setChosen((now) => new Map(now).set(page.id, open));
    // The address follows, so that what is read can be sent to somebody.
    if (open) url.set({ page: page.id, change: null });
    else if (url.get("page") === page.id) url.set({ page: null, change: null });
  };
  const latest = useRef({ isOpen, set });
  latest.current = { isOpen, set };
  // The same functions for good: a thousand closed rows need not be drawn anew because one was opened.
  const open = useCallback((page: Page) => latest.current.set(page, true), []);
  const toggle = useCallback((page: Page) => latest.current.set(page, !latest.current.isOpen(page)), []);
  return { isOpen, open, toggle };
}
