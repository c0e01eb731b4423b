"use client";

import { type ChangeEvent, useEffect, useRef } from "react";
import { cn } from "#components/ui/class-names.ts";

/** A checkbox in a target large enough for a thumb. */
export function SelectBox({
  label,
  checked,
  some = false,
  onToggle,
  className,
}: {
  label: string;
  checked: boolean;
  /** Neither all nor none. */
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
