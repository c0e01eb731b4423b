"use client";

import { cn } from "#components/ui/class-names.ts";

/** One of a few, all in sight. */
export function Choice<Value extends string>({
  legend,
  value,
  options,
  onChange,
  className,
}: {
  legend: string;
  value: Value;
  options: { value: Value; label: string }[];
  onChange: (value: Value) => void;
  className?: string;
}) {
  return (
    <fieldset className={cn("flex w-fit shrink-0 rounded-md border border-border-strong p-px", className)}>
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className="h-7 rounded-[5px] px-2.5 text-muted text-sm hover:text-foreground aria-pressed:bg-sunken aria-pressed:font-medium aria-pressed:text-foreground pointer-coarse:h-11"
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
