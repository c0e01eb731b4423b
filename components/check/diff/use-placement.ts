"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** Where in the document an element begins, and how wide it is. */
export function usePlacement(element: RefObject<HTMLElement | null>, top: number) {
  const [placement, setPlacement] = useState({ start: top, width: 1100 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `top` says that the place has changed
  useLayoutEffect(() => {
    const place = () => {
      const box = element.current?.getBoundingClientRect();
      if (!box) return;
      const next = { start: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlacement((now) => (now.start === next.start && now.width === next.width ? now : next));
    };
    place();
    window.addEventListener("resize", place);
    return () => window.removeEventListener("resize", place);
  }, [element, top]);
  return placement;
}
