"use client";

import { X } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

/** A sentence about what happened, with a way back, or on, where there is one. */
export type Announcement = {
  text: string;
  refused: boolean;
  undo?: () => void;
  otherwise?: { verb: string; act: () => void };
};

const SHOWN_MS = 10_000;

/** The latest announcement and how to make the next one. A refusal stays until it is dismissed. */
export function useNotice(shownMs = SHOWN_MS) {
  const [announcement, setAnnouncement] = useState<Announcement | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!announcement || announcement.refused || held) return;
    const timer = setTimeout(() => setAnnouncement(null), shownMs);
    return () => clearTimeout(timer);
  }, [announcement, held, shownMs]);
  const announce = useCallback((next: Announcement) => setAnnouncement(next), []);
  return { announcement, announce, hold: setHeld, dismiss: () => setAnnouncement(null) };
}

/** Shows the latest announcement over the lower edge of the page. */
export function Notice({ announcement, hold, dismiss }: Omit<ReturnType<typeof useNotice>, "announce">) {
  return (
    // The region is always there, since a live region announces only what changes inside it.
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(0.75rem+var(--foot))] z-40 flex justify-center sm:inset-x-6 sm:bottom-[calc(1.25rem+var(--foot))]"
    >
      {announcement && (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing only keeps it from going away
        <div
          onPointerEnter={() => hold(true)}
          onPointerLeave={() => hold(false)}
          onFocus={() => hold(true)}
          onBlur={() => hold(false)}
          className={cn(
            "pointer-events-auto flex max-w-2xl animate-slide-in items-center gap-3 rounded-md border bg-raised py-1 pr-1 pl-3 text-sm shadow-lg",
            announcement.refused && "border-error/50",
          )}
        >
          <span className="py-1.5">{announcement.text}</span>
          {announcement.undo && <Way verb="Undo" act={announcement.undo} dismiss={dismiss} />}
          {announcement.otherwise && <Way {...announcement.otherwise} dismiss={dismiss} />}
          <Button variant="quiet" size="icon" aria-label="Dismiss" onClick={dismiss}>
            <X />
          </Button>
        </div>
      )}
    </div>
  );
}

function Way({ verb, act, dismiss }: { verb: string; act: () => void; dismiss: () => void }) {
  return (
    <Button
      size="small"
      onClick={() => {
        dismiss();
        act();
      }}
    >
      {verb}
    </Button>
  );
}
