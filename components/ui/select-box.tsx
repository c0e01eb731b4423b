"use client";

import { type ChangeEvent, useEffect, useRef } from "react";
import { cn } from "#components/ui/class-names.ts";

/** A checkbox with room around it that a thumb can hit. */
export function SelectBox({
  label,
  checked,
  some = false,
  onToggle,
  className,
}: {
  label: string;
  checked: boolean;
  /** Whether some are ticked, but not all. */
  some?: boolean;
  onToggle: (through: boolean) => void;
  className?: string;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    const { nativeEvent } = event;
    onToggle("shiftKey" in nativeEvent && nativeEvent.shiftKey === true);
  };
  return (
    <label className={cn("grid size-9 cursor-pointer place-items-center pointer-coarse:size-11", className)}>
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        onChange={change}
        className="size-4 cursor-pointer accent-accent"
      />
    </label>
  );
}
