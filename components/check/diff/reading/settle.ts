import type { Reading } from "#components/check/diff/reading/reading.ts";

const MOST_FRAMES = 40;
const STILL_FRAMES = 3;

let latest = 0;

/**
 * Scrolls until a row stands so far below the window's top. Rows that were never drawn have no height yet, only an
 * estimate, so this takes a few frames; a hand at the wheel ends it.
 */
export function settle(
  place: () => { reading: Reading; row: number; below: number } | null,
  onDrawn?: (element: HTMLElement) => void,
): void {
  latest += 1;
  const mine = latest;
  let frames = 0;
  let still = 0;
  let told: HTMLElement | null = null;
  const stop = () => {
    if (latest === mine) latest += 1;
  };
  window.addEventListener("wheel", stop, { once: true, passive: true });
  window.addEventListener("touchmove", stop, { once: true, passive: true });
  const end = () => {
    window.removeEventListener("wheel", stop);
    window.removeEventListener("touchmove", stop);
  };
  const step = () => {
    if (latest !== mine || frames++ > MOST_FRAMES) return end();
    const at = place();
    const element = at?.reading.element(at.row) ?? null;
    if (at) {
      const top = element ? element.getBoundingClientRect().top + window.scrollY : at.reading.topOf(at.row);
      const before = window.scrollY;
      if (Math.abs(top - at.below - before) > 1)
        window.scrollTo({ top: top - at.below, behavior: "instant" });
      still = element && Math.abs(window.scrollY - before) <= 1 ? still + 1 : 0;
    }
    // While rows find their heights the same row may be drawn anew.
    if (element && element !== told) {
      told = element;
      onDrawn?.(element);
    }
    if (still >= STILL_FRAMES) return end();
    requestAnimationFrame(step);
  };
  step();
}
