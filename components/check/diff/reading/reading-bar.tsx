"use client";

import { ChevronDown, ChevronUp, Search } from "lucide-react";
import { useFind } from "#components/check/diff/reading/find.tsx";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { useView, type View } from "#components/check/diff/view.ts";
import { count } from "#components/check/words.ts";
import { Key } from "#components/keys/key.tsx";
import { KEYS } from "#components/keys/map.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { cn } from "#components/ui/class-names.ts";

const WORDS: Record<View, string> = { rendered: "Rendered", split: "Split", unified: "Unified" };

/**
 * How texts are read on this screen: the view, find, and the way from change to change. Where fingers point it is a bar
 * at the foot of the screen, within reach of a thumb wherever in the text one is; else it stands above the texts.
 */
export function ReadingBar({ compact = false }: { compact?: boolean }) {
  const { next, choose } = useViewSwitch();
  useKeys({ view: () => choose(next) });
  return (
    <>
      <div
        className={cn(
          "hidden items-center sm:flex pointer-coarse:hidden print:hidden",
          compact ? "gap-x-1" : "gap-x-3",
        )}
      >
        {compact ? <ViewButton /> : <ViewSwitch />}
        <FindButton compact={compact} />
        <Steps />
      </div>
      <ThumbBar />
    </>
  );
}

function ThumbBar() {
  const { all, edition } = useReadings();
  if (edition === 0 || all().length === 0) return null;
  return (
    <div className="-translate-x-1/2 fixed bottom-[calc(0.75rem+var(--foot))] left-1/2 z-30 flex items-center rounded-full border bg-raised px-1.5 shadow-lg sm:hidden pointer-coarse:flex print:hidden">
      <ViewButton />
      <FindButton />
      <Steps />
    </div>
  );
}

/** The view, and at each press the next one: three buttons would take the room of the others. */
function ViewButton() {
  const { view, next, choose } = useViewSwitch();
  return (
    <button
      type="button"
      aria-label={`View: ${WORDS[view].toLowerCase()}. Next: ${WORDS[next].toLowerCase()}`}
      onClick={() => choose(next)}
      title={`View (${KEYS.view.key})`}
      aria-keyshortcuts={KEYS.view.key}
      className="h-7 rounded-md px-2 text-muted text-sm hover:bg-sunken hover:text-foreground max-sm:h-11 max-sm:min-w-11 pointer-coarse:h-11 pointer-coarse:min-w-11"
    >
      {WORDS[view]}
    </button>
  );
}

function useViewSwitch() {
  const { view, views } = useView();
  const { switchView } = useReadings();
  const next = views[(views.indexOf(view) + 1) % views.length] ?? "rendered";
  return { view, views, next, choose: switchView };
}

function ViewSwitch() {
  const { view, views, choose } = useViewSwitch();
  return (
    <fieldset className="flex rounded-md border" aria-keyshortcuts={KEYS.view.key}>
      <legend className="sr-only">Show texts</legend>
      {views.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={view === one}
          onClick={() => choose(one)}
          className={cn(
            "h-7 rounded-[5px] px-2.5 text-sm pointer-coarse:h-11",
            view === one ? "bg-border/70 font-medium" : "text-muted hover:text-foreground",
          )}
        >
          {WORDS[one]}
        </button>
      ))}
      <span aria-hidden className="hidden items-center pr-1.5 pl-0.5 lg:flex">
        <Key>{KEYS.view.key}</Key>
      </span>
    </fieldset>
  );
}

function FindButton({ compact = false }: { compact?: boolean }) {
  const { show } = useFind();
  return (
    <button
      type="button"
      onClick={show}
      {...(!compact && { "aria-keyshortcuts": KEYS.find.key })}
      className={cn(
        "flex h-7 items-center gap-1.5 rounded-md px-2 text-muted text-sm hover:text-foreground max-sm:size-11 max-sm:justify-center max-sm:border-0 pointer-coarse:size-11 pointer-coarse:justify-center pointer-coarse:border-0",
        !compact && "border",
      )}
    >
      <Search className="size-4" aria-hidden />
      <span className={compact ? "sr-only" : "max-sm:sr-only pointer-coarse:sr-only"}>
        {compact ? "Find in the text" : "Find"}
      </span>
      {!compact && (
        <span aria-hidden className="hidden lg:inline">
          <Key>{KEYS.find.key}</Key>
        </span>
      )}
    </button>
  );
}

/** Buttons for what j and k do, and where one stands. */
function Steps() {
  const { step, standing, total } = useReadings();
  if (total === 0) return null;
  return (
    <div className="flex items-center gap-1">
      <Step word="Previous change" hotkey={KEYS.previous.key} onPress={() => step(-1)}>
        <ChevronUp className="size-4" aria-hidden />
      </Step>
      <span className="min-w-20 text-center text-muted text-sm tabular-nums">
        {standing ? (
          <>
            <span className="max-sm:sr-only">change </span>
            {standing.change} of {standing.of}
          </>
        ) : (
          count(total, "change")
        )}
      </span>
      <Step word="Next change" hotkey={KEYS.next.key} onPress={() => step(1)}>
        <ChevronDown className="size-4" aria-hidden />
      </Step>
    </div>
  );
}

function Step({
  word,
  hotkey,
  onPress,
  children,
}: {
  word: string;
  hotkey: string;
  onPress: () => void;
  children: React.ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={word}
      title={`${word} (${hotkey})`}
      aria-keyshortcuts={hotkey}
      onClick={onPress}
      className="grid size-7 shrink-0 place-items-center rounded-md text-muted -outline-offset-2 hover:bg-sunken hover:text-foreground max-sm:size-11 pointer-coarse:size-11"
    >
      {children}
    </button>
  );
}
