"use client";

import { useQuery } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { unreadQuery } from "#components/inbox/bell/queries.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";

// What it has rung for is loaded when it is first opened, since no page needs it to be read.
const load = () => import("#components/inbox/bell/bell-list.tsx");
const BellList = lazy(async () => ({ default: (await load()).BellList }));

/** The bell in the top bar: how many mentions and assignments are unread, and behind it which. */
export function Bell() {
  const { data: unread = 0 } = useQuery(unreadQuery(useMe().id));
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const onPointerDown = ({ target }: PointerEvent) => {
      // A dialog or a menu above is no place outside.
      if (target instanceof Node && document.body.contains(target) && !root.current?.contains(target)) {
        setOpen(false);
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", onPointerDown);
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown);
      document.removeEventListener("keydown", onKeyDown);
    };
  }, [open]);
  const words = unread === 0 ? "Nothing unread" : `${unread} unread`;
  return (
    <div ref={root} className="relative">
      <Button
        ref={button}
        variant="quiet"
        size="icon"
        aria-expanded={open}
        aria-haspopup="true"
        onPointerEnter={load}
        onFocus={load}
        onClick={() => setOpen(!open)}
        title="Mentions and assignments"
      >
        <BellIcon />
        <span className="sr-only">Mentions and assignments. {words}</span>
        {unread > 0 && (
          <span
            aria-hidden
            className="absolute top-0 right-0 grid h-4 min-w-4 place-items-center rounded-full bg-accent px-1 font-medium text-[10px] text-accent-foreground"
          >
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </Button>
      <span role="status" className="sr-only">
        {unread > 0 && `${unread} unread mentions and assignments`}
      </span>
      {open && (
        <Suspense fallback={null}>
          <BellList close={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
