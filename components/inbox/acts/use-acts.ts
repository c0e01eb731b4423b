"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { acting, type Pending } from "#components/inbox/acts/acting.ts";
import type { ItemAnswer, PersonAnswer } from "#components/inbox/model.ts";
import { useNotice } from "#components/ui/notice.tsx";

/** So long a way back stands on screen; `u` leads back for longer. */
const SHOWN_MS = 8000;
const NONE: Pending = new Map();

/** What a person does to items on one screen, what it shows of that, and what it tells. */
export function useActs(me: PersonAnswer, onUndone: (items: readonly ItemAnswer[]) => void) {
  const client = useQueryClient();
  const notice = useNotice(SHOWN_MS);
  const { announce } = notice;
  const [pending, setPending] = useState(NONE);
  const latest = useRef({ me, onUndone });
  latest.current = { me, onUndone };
  const acts = useMemo(
    () =>
      acting({
        client,
        announce,
        me: () => latest.current.me,
        onUndone: (items) => latest.current.onUndone(items),
        show: (items) => setPending((now) => new Map([...now, ...items])),
        // What a later act shows of an item stays.
        forget: (items) =>
          setPending((now) => new Map([...now].filter(([id, item]) => items.get(id) !== item))),
      }),
    [client, announce],
  );
  useEffect(() => {
    window.addEventListener("pagehide", acts.leave);
    return () => window.removeEventListener("pagehide", acts.leave);
  }, [acts]);
  return { ...acts, pending, notice };
}
