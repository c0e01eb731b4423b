"use client";

import { useEffect } from "react";

/** So long what is drawn late may push the place away again. */
const SETTLING_MS = 5000;
const OWN_WAYS = ["wheel", "touchstart", "keydown", "pointerdown"] as const;

/**
 * Brings the place into view that the address names (`#comment-…`), once it is there, and keeps it there while the screen
 * above it still grows, until the reader goes their own way.
 * @param isThere whether the screen has drawn what may have the place
 */
export function useNamedPlace(isThere: boolean): void {
  useEffect(() => {
    if (!isThere) return;
    let leave = () => {};
    const go = () => {
      leave();
      const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
      if (place) leave = keepInView(place);
    };
    go();
    window.addEventListener("hashchange", go);
    return () => {
      window.removeEventListener("hashchange", go);
      leave();
    };
  }, [isThere]);
}

function keepInView(place: HTMLElement): () => void {
  const observer = new ResizeObserver(() => place.scrollIntoView({ block: "center" }));
  const leave = () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const way of OWN_WAYS) window.removeEventListener(way, leave);
  };
  const timer = setTimeout(leave, SETTLING_MS);
  for (const way of OWN_WAYS) window.addEventListener(way, leave, { passive: true });
  // It calls at once, and whenever the page has become longer.
  observer.observe(document.body);
  return leave;
}
