"use client";

import { Field, numberClass } from "#components/ui/field.tsx";

/** How long older versions and checks are kept. */
export function RetentionField({
  value,
  error,
  onChange,
}: {
  value: string;
  error: string | undefined;
  onChange: (days: string) => void;
}) {
  return (
    <Field
      label="Retention"
      error={error}
      hint="Older versions and checks are deleted after so long; the newest version of each page stays."
    >
      {(wiring) => (
        <div className="flex items-center gap-2">
          <input
            {...wiring}
            inputMode="numeric"
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className={numberClass}
          />
          <span className="text-muted text-sm">days</span>
        </div>
      )}
    </Field>
  );
}
