"use client";

import { X } from "lucide-react";
import { useCallback, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

export type Said = { text: string; refused: boolean; undo?: () => void };

const SHOWN_MS = 10_000;

/** The last thing that was said, and how to say the next. A refusal stays until it is put away. */
export function useNotice() {
  const [said, setSaid] = useState<Said | null>(null);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!said || said.refused || held) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said, held]);
  const say = useCallback((next: Said) => setSaid(next), []);
  return { said, say, hold: setHeld, dismiss: () => setSaid(null) };
}

/** What became of what was asked, with a way back where there is one. */
export function Notice({ said, hold, dismiss }: Omit<ReturnType<typeof useNotice>, "say">) {
  return (
    // Always there, since a live region announces only what changes inside it.
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-40 flex justify-center sm:inset-x-6 sm:bottom-5"
    >
      {said && (
        // biome-ignore lint/a11y/noStaticElementInteractions: pointing only keeps it from going away
        <div
          onPointerEnter={() => hold(true)}
          onPointerLeave={() => hold(false)}
          onFocus={() => hold(true)}
          onBlur={() => hold(false)}
          className={cn(
            "pointer-events-auto flex max-w-2xl animate-slide-in items-center gap-3 rounded-md border bg-raised py-1 pr-1 pl-3 text-sm shadow-lg",
            said.refused && "border-error/50",
          )}
        >
          <span className="py-1.5">{said.text}</span>
          {said.undo && (
            <Button
              size="small"
              onClick={() => {
                dismiss();
                said.undo?.();
              }}
            >
              Undo
            </Button>
          )}
          <Button variant="quiet" size="icon" aria-label="Dismiss" onClick={dismiss}>
            <X />
          </Button>
        </div>
      )}
    </div>
  );
}
