"use client";

import { useId } from "react";
import { codeAreaClass, Field } from "#components/ui/field.tsx";

/** A text area for a few lines of code. */
export function Lines({
  label,
  hint,
  placeholder,
  value,
  error,
  onChange,
}: {
  label: string;
  hint: string;
  placeholder: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  return (
    <Field label={label} hint={hint} error={error} optional>
      {(wiring) => (
        <textarea
          {...wiring}
          rows={Math.max(3, value.split("\n").length)}
          spellCheck={false}
          autoCapitalize="off"
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={codeAreaClass}
        />
      )}
    </Field>
  );
}

/** Something that is on or off, and what that means. */
export function Switch({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <label className="flex cursor-pointer items-start gap-2.5 pointer-coarse:py-1">
      <input
        type="checkbox"
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 cursor-pointer accent-accent"
      />
      <span className="grid gap-0.5">
        <span id={`${id}-label`} className="font-medium text-sm">
          {label}
        </span>
        <span id={`${id}-hint`} className="text-muted text-sm">
          {hint}
        </span>
      </span>
    </label>
  );
}
