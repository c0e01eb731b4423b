"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";

const FORMATS = [
  ["csv", "CSV, for a spreadsheet"],
  ["json", "JSON, for a program"],
] as const;

/** Saves what was reviewed in a stretch of days, all of it where none are given. */
export function ExportForm() {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const backwards = from !== "" && to !== "" && from > to;
  const address = (format: string) =>
    `/api/v2/changes/export?${new URLSearchParams({ format, ...(from && { from }), ...(to && { to }) })}`;
  return (
    <div className="grid max-w-md gap-4">
      <div className="grid grid-cols-2 gap-3">
        <Field label="From" optional>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              value={from}
              onChange={({ target }) => setFrom(target.value)}
              className={inputClass}
            />
          )}
        </Field>
        <Field label="To" optional error={backwards ? "Ends before it begins." : undefined}>
          {(wiring) => (
            <input
              {...wiring}
              type="date"
              value={to}
              onChange={({ target }) => setTo(target.value)}
              className={inputClass}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        {FORMATS.map(([format, label]) =>
          backwards ? (
            <Button key={format} disabled>
              <Download aria-hidden /> {label}
            </Button>
          ) : (
            <Button key={format} asChild>
              <a href={address(format)} download>
                <Download aria-hidden /> {label}
              </a>
            </Button>
          ),
        )}
      </div>
      <p className="text-muted text-sm">
        Days are those of UTC. Without any, everything that was reviewed is saved.
      </p>
    </div>
  );
}
