"use client";

import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { cn } from "#components/ui/class-names.ts";

/** A finger that has gone so far means it; one that has gone less may still come back. */
const FAR = 88;
const BEGINS = 12;

type Side = { word: string; className: string; act: () => void };

/** A row that a finger pushes aside: to the right for one thing, to the left for another. Buttons do the same. */
export function Swipe({
  right,
  left,
  disabled,
  children,
}: {
  right: Side;
  left: Side;
  disabled: boolean;
  children: ReactNode;
}) {
  const start = useRef<{ x: number; y: number; id: number; swiping: boolean } | null>(null);
  const [by, setBy] = useState(0);
  const onPointerDown = (event: PointerEvent) => {
    if (disabled || event.pointerType !== "touch") return;
    start.current = { x: event.clientX, y: event.clientY, id: event.pointerId, swiping: false };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const from = start.current;
    if (from?.id !== event.pointerId) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.swiping) {
      // Up or down is scrolling, which is the browser's.
      if (Math.abs(y) > BEGINS) start.current = null;
      if (Math.abs(x) < BEGINS || Math.abs(y) > Math.abs(x)) return;
      from.swiping = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    }
    setBy(x);
  };
  const end = (event: PointerEvent, takesEffect: boolean) => {
    const from = start.current;
    if (from?.id !== event.pointerId) return;
    start.current = null;
    setBy(0);
    if (!takesEffect || !from.swiping) return;
    const x = event.clientX - from.x;
    if (x >= FAR) right.act();
    else if (x <= -FAR) left.act();
  };
  const side = by > 0 ? right : left;
  return (
    <div
      className="relative overflow-hidden [touch-action:pan-y]"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => end(event, true)}
      onPointerCancel={(event) => end(event, false)}
      onClickCapture={(event) => by !== 0 && event.preventDefault()}
    >
      {by !== 0 && (
        <span
          aria-hidden
          className={cn(
            "absolute inset-0 flex items-center px-5 font-medium text-sm",
            by > 0 ? "justify-start" : "justify-end",
            Math.abs(by) >= FAR ? side.className : "bg-sunken text-muted",
          )}
        >
          {side.word}
        </span>
      )}
      <div
        className={cn("relative", by !== 0 && "bg-background")}
        style={by === 0 ? undefined : { transform: `translateX(${by}px)` }}
      >
        {children}
      </div>
    </div>
  );
}
