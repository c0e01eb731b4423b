"use client";

import { type PointerEvent, useEffect, useRef, useState } from "react";

/**
 * Which of `count` columns side by side is pointed at. What a finger has touched stays until it touches elsewhere:
 * it is read with the finger away.
 * @returns what to spread on the element that the columns fill
 */
export function usePointedDay(count: number) {
  const ref = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<number | null>(null);
  const open = at !== null;
  useEffect(() => {
    if (!open) return;
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && setAt(null);
    const onDown = ({ target }: Event) => {
      if (!(target instanceof Node && ref.current?.contains(target))) setAt(null);
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("pointerdown", onDown);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pointerdown", onDown);
    };
  }, [open]);
  // The place decides, not the target: a finger that slides along keeps the target on which it began.
  const point = ({ clientX, currentTarget }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const column = Math.floor(((clientX - left) / width) * count);
    setAt(Math.max(0, Math.min(column, count - 1)));
  };
  return {
    at,
    ref,
    onPointerDown: point,
    onPointerMove: point,
    onPointerLeave: ({ pointerType }: PointerEvent) => pointerType !== "touch" && setAt(null),
    // The browser cancels the pointer when the finger scrolls the page.
    onPointerCancel: () => setAt(null),
  };
}
