"use client";

import { cn } from "#components/ui/class-names.ts";
import { Field, textareaClass } from "#components/ui/field.tsx";

const LONGEST = 2000;

/** What to look out for, in plain words. */
export function GoalField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const length = value.trim().length;
  return (
    <Field
      label="Goal"
      optional
      error={error}
      hint={
        <span className="flex justify-between gap-4">
          <span>
            In plain words, which changes matter to you. It is kept; judging by it is still to come.
          </span>
          <span className={cn("shrink-0 tabular-nums", length > LONGEST && "font-medium text-error")}>
            {length.toLocaleString("en")} / {LONGEST.toLocaleString("en")}
          </span>
        </span>
      }
    >
      {(wiring) => (
        <textarea
          {...wiring}
          rows={3}
          placeholder="Tell me when a plan’s price or limit changes; rewording does not matter."
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={textareaClass}
        />
      )}
    </Field>
  );
}
