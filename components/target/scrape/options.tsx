"use client";

import { Lines, Switch } from "#components/target/controls.tsx";
import type { BlockRefusals } from "#components/target/form.ts";
import { EMPTY, type ScrapeFields } from "#components/target/scrape/fields.ts";
import { OPTION_FIELDS, type OptionField, optionsChanged } from "#components/target/scrape/scrape-options.ts";
import { Field, numberClass } from "#components/ui/field.tsx";

/** What stands in the fold. */
export const FOLDED: OptionField[] = OPTION_FIELDS.filter(
  (field) => field !== "onlyMainContent" && field !== "includeTags",
);

/** How pages are fetched and read, for those whose pages need it. */
export function Options({
  fields,
  refusals,
  open,
  setOpen,
  set,
}: {
  fields: ScrapeFields;
  refusals: BlockRefusals;
  open: boolean;
  setOpen: (open: boolean) => void;
  set: (change: Partial<ScrapeFields>) => void;
}) {
  const changed = optionsChanged(fields, EMPTY).filter((field) => FOLDED.includes(field)).length;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group border-y">
      <summary className="flex h-11 cursor-pointer list-none items-center gap-2 rounded-sm font-medium text-sm marker:hidden">
        <span aria-hidden className="text-muted transition-transform group-open:rotate-90">
          ›
        </span>
        Advanced
        <span className="font-normal text-muted">
          {changed > 0 ? `${changed} set` : "leave parts out, headers, timeout, phone"}
        </span>
      </summary>
      <div className="grid gap-5 pt-2 pb-6">
        <Lines
          label="Leave out"
          hint="CSS selectors, one per line: clocks, counters, advertisements."
          placeholder={".timestamp\n#related"}
          value={fields.excludeTags}
          error={refusals.excludeTags}
          onChange={(excludeTags) => set({ excludeTags })}
        />
        <Lines
          label="Request headers"
          hint="One per line, such as “Accept-Language: de”."
          placeholder="Accept-Language: de"
          value={fields.headers}
          error={refusals.headers}
          onChange={(headers) => set({ headers })}
        />
        <Field
          label="Timeout"
          error={refusals.timeout}
          hint="Longest wait for one page: 30 seconds, or less."
        >
          {(wiring) => (
            <div className="flex items-center gap-2">
              <input
                {...wiring}
                inputMode="decimal"
                placeholder="30"
                value={fields.timeout}
                onChange={(event) => set({ timeout: event.target.value })}
                className={numberClass}
              />
              <span className="text-muted text-sm">seconds</span>
            </div>
          )}
        </Field>
        <Switch
          label="Ask as a phone"
          hint="Sites that serve a mobile version send that one."
          checked={fields.mobile}
          onChange={(mobile) => set({ mobile })}
        />
        <Switch
          label="Remove embedded images"
          hint="Images written into the page itself as base64 text are dropped."
          checked={fields.removeBase64Images}
          onChange={(removeBase64Images) => set({ removeBase64Images })}
        />
        <Switch
          label="Skip TLS verification"
          hint="Accepts expired and self-signed certificates. Only for sites you trust."
          checked={fields.skipTlsVerification}
          onChange={(skipTlsVerification) => set({ skipTlsVerification })}
        />
      </div>
    </details>
  );
}
