"use client";

import { type FocusEvent, type PointerEvent, useEffect, useId, useState } from "react";
import { isUnread, NOTHING_READ, shownStatus } from "#components/check/finding.ts";
import { OutcomeCounts } from "#components/check/outcome.tsx";
import { count } from "#components/check/words.ts";
import { pagesDone } from "#components/monitor/bar-words.ts";
import { cn } from "#components/ui/class-names.ts";
import { ago, exactTime } from "#components/ui/time.tsx";
import type { HistoryBar } from "#lib/monitor/model.ts";

/** Half the width of the widest tip and a little air. A tip nearer to the window's edge is moved inwards. */
const HALF = 136;
const GAP = 6;
/** The room that a tip needs above its bar; where there is less, the tip hangs below. */
const ROOM = 130;

type Place = { x: number; y: number; below: boolean };
type Tip = Place & { bar: HistoryBar };

const STATUS_WORDS: Partial<Record<HistoryBar["status"], string>> = {
  queued: "Queued",
  running: "Running",
  failed: "Failed",
  skipped_overlap: "Skipped: the one before was still running",
  skipped_no_credits: "Skipped: not enough credits",
};

/**
 * Which bar of a strip is pointed at or focused. One tip serves a whole strip: a list shows hundreds of bars.
 * @returns what to spread on the list of bars, each of which names itself in `data-bar`
 */
export function useBarTip(bars: HistoryBar[]) {
  const tipId = useId();
  const [at, setAt] = useState<(Place & { id: string }) | null>(null);
  const open = at !== null;
  useEffect(() => {
    if (!open) return;
    const close = () => setAt(null);
    const onKey = ({ key }: KeyboardEvent) => key === "Escape" && close();
    window.addEventListener("scroll", close, { capture: true, passive: true });
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("scroll", close, { capture: true });
      window.removeEventListener("keydown", onKey);
    };
  }, [open]);
  const show = ({ target }: PointerEvent | FocusEvent) => {
    const item = target instanceof Element ? target.closest<HTMLElement>("[data-bar]") : null;
    const id = item?.dataset.bar;
    if (!id) return setAt(null);
    const { left, width, top, bottom } = item.getBoundingClientRect();
    const middle = left + width / 2;
    const below = top < ROOM;
    setAt({
      id,
      x: Math.max(HALF, Math.min(middle, window.innerWidth - HALF)),
      y: below ? bottom + GAP : top - GAP,
      below,
    });
  };
  const hide = () => setAt(null);
  const bar = at && bars.find(({ id }) => id === at.id);
  const tip: Tip | null = at && bar ? { ...at, bar } : null;
  return { tip, tipId, onPointerOver: show, onPointerLeave: hide, onFocus: show, onBlur: hide };
}

/** Shows a few words about a bar. The link of the bar says what matters of them, too. */
export function BarTip({ id, bar, x, y, below, now }: Tip & { id: string; now: number | null }) {
  const words =
    shownStatus(bar.status, bar) === "failed" && isUnread(bar)
      ? `Failed: ${NOTHING_READ}`
      : STATUS_WORDS[bar.status];
  return (
    <div
      id={id}
      role="tooltip"
      className={cn(
        "-translate-x-1/2 pointer-events-none fixed z-50 grid w-max max-w-64 gap-0.5 rounded-md border bg-raised px-2.5 py-1.5 text-sm shadow-lg",
        !below && "-translate-y-full",
      )}
      style={{ left: x, top: y }}
    >
      <div className="font-medium">
        {now === null ? bar.at : ago(Date.parse(bar.at), now)}
        <span className="font-normal text-muted"> · {bar.trigger}</span>
      </div>
      {now !== null && <div className="text-muted">{exactTime(new Date(bar.at))}</div>}
      {words && <div>{words}</div>}
      {(!words || pagesDone(bar) > 0) && <OutcomeCounts counts={bar} />}
      {bar.credits !== null && <div className="text-muted">{count(bar.credits, "credit")}</div>}
    </div>
  );
}
