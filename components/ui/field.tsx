"use client";

import { type ReactNode, useId } from "react";
import { cn } from "#components/ui/class-names.ts";

const control =
  "rounded-md border border-border-strong bg-surface px-2.5 text-foreground placeholder:text-muted/80 disabled:opacity-60 aria-invalid:border-error pointer-coarse:text-[16px]";
const oneLine = cn(control, "h-9 text-base pointer-coarse:h-11");

export const inputClass = cn(oneLine, "w-full");
/** The look of a number of few digits, which has its unit beside it. */
export const numberClass = cn(oneLine, "w-24 text-right");
/** The look of a control that narrows a table. Its place decides how wide it is. */
export const filterClass = cn(control, "h-8 text-sm pointer-coarse:h-11");
/** The look of a field for lines of code. */
export const codeAreaClass = cn(control, "w-full resize-y py-2 font-mono text-sm leading-relaxed");

type ControlProps = {
  id: string;
  "aria-invalid": boolean | undefined;
  "aria-describedby": string | undefined;
};

/**
 * A labelled control with its hint and its refusal, wired for screen readers. The control itself is given as a
 * function of what wires it, so that any element can be one.
 */
export function Field({
  label,
  hint,
  error,
  optional,
  className,
  children,
}: {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {optional && <span className="text-muted text-xs">optional</span>}
      </div>
      {children({ id, "aria-invalid": error ? true : undefined, "aria-describedby": described || undefined })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-error text-sm">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  );
}
