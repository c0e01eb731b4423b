"use client";

import { Check, ChevronLeft, ChevronRight, Clock, Undo2, UserPlus } from "lucide-react";
import type { ReactNode } from "react";
import type { ItemActs } from "#components/inbox/acts/use-item-acts.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";

/** On a phone the acts stand at the foot, within reach of a thumb, where the ways to other places stand elsewhere. */
export function ChangeFoot({
  item,
  acts,
  next,
  previous,
}: {
  item: ItemAnswer;
  acts: ItemActs;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
}) {
  const refusal = useActRefusal();
  const isOpen = item.state === "open";
  return (
    <div
      role="toolbar"
      aria-label="This change"
      className="fixed inset-x-0 bottom-0 z-30 grid h-(--foot) grid-cols-5 border-t bg-background pb-[env(safe-area-inset-bottom)] sm:hidden print:hidden"
    >
      <Foot word="Previous" label="Previous item" disabled={!previous} onPress={previous}>
        <ChevronLeft />
      </Foot>
      <Foot word={isOpen ? "Done" : "Open again"} refusal={refusal} onPress={acts.done}>
        {isOpen ? <Check /> : <Undo2 />}
      </Foot>
      <Foot word="Assign" refusal={refusal} onPress={acts.assign}>
        <UserPlus />
      </Foot>
      <Foot word="Snooze" refusal={refusal} onPress={acts.snooze}>
        <Clock />
      </Foot>
      <Foot word="Next" label="Next item" disabled={!next} onPress={next}>
        <ChevronRight />
      </Foot>
    </div>
  );
}

function Foot({
  word,
  label,
  disabled = false,
  refusal = null,
  onPress,
  children,
}: {
  word: string;
  label?: string;
  disabled?: boolean;
  /** Why whoever is signed in may not; pressing it says so. */
  refusal?: string | null;
  onPress: (() => void) | undefined;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      aria-disabled={refusal !== null || undefined}
      title={refusal ?? undefined}
      onClick={onPress}
      className="flex flex-col items-center justify-center gap-0.5 text-[11px] -outline-offset-2 disabled:opacity-40 aria-disabled:opacity-40 [&_svg]:size-5"
    >
      {children}
      {word}
    </button>
  );
}
