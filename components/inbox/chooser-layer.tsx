"use client";

import { Command } from "cmdk";
import { type ReactNode, useState } from "react";
import { useMedia } from "#components/hooks/use-media.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";

export type Choice = {
  value: string;
  label: string;
  /** What else it may be found by, and what is shown beside it. */
  also?: string | undefined;
  mark?: ReactNode;
  act: () => void;
};

export type ChooserProps = {
  title: string;
  /** What the field of words says while it is empty. */
  prompt: string;
  choices: readonly Choice[] | undefined;
  /** Why there are no choices. */
  error?: Error | null;
  close: () => void;
  children?: ReactNode;
};

const item =
  "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2 text-sm data-[selected=true]:bg-sunken pointer-coarse:min-h-11";

export function ChooserLayer({ title, prompt, choices, error, close, children }: ChooserProps) {
  const [typed, setTyped] = useState("");
  const byFinger = useMedia("(pointer: coarse)", false);
  return (
    <Dialog open onOpenChange={(open) => !open && close()}>
      <DialogContent title={title} width="narrow" place={byFinger ? "bottom" : "middle"}>
        <Command label={title} loop filter={hasWords}>
          <Command.Input
            value={typed}
            onValueChange={setTyped}
            placeholder={prompt}
            className="mb-2 h-9 w-full rounded-md border border-border-strong bg-surface px-2.5 text-sm placeholder:text-muted pointer-coarse:h-11 pointer-coarse:text-[16px]"
          />
          <Command.List className="max-h-[50vh] overflow-y-auto">
            {choices && (
              <Command.Empty className="px-2 py-4 text-muted text-sm">
                Nothing here is called “{typed}”.
              </Command.Empty>
            )}
            {choices?.map(({ value, label, also, mark, act }) => (
              <Command.Item
                key={value}
                value={value}
                keywords={[label, ...(also ? [also] : [])]}
                onSelect={() => {
                  close();
                  act();
                }}
                className={item}
              >
                {mark}
                <span className="min-w-0 flex-1 truncate">{label}</span>
                {also && <span className="min-w-0 truncate text-muted text-xs">{also}</span>}
              </Command.Item>
            ))}
          </Command.List>
        </Command>
        {error && (
          <p role="alert" className="py-3 text-error text-sm">
            {error.message}
          </p>
        )}
        {children}
      </DialogContent>
    </Dialog>
  );
}

/** Whether all typed words begin a word of what a choice is called; never whether its id has them. */
function hasWords(_: string, typed: string, called: string[] = []): number {
  const words = called
    .join(" ")
    .toLowerCase()
    .split(/[\s@.,_-]+/);
  const wanted = typed
    .toLowerCase()
    .split(/[\s@.,_-]+/)
    .filter(Boolean);
  return wanted.every((one) => words.some((word) => word.startsWith(one))) ? 1 : 0;
}
