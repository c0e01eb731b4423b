"use client";

import { useEffect, useState } from "react";
import { Lines, Switch } from "#components/target/controls.tsx";
import type { CrawlFields } from "#components/target/crawl/fields.ts";
import type { BlockProps } from "#components/target/form.ts";
import { Field, inputClass, numberClass } from "#components/ui/field.tsx";

const FOLDED = ["maxDepth", "delay"];

/** The site to watch: where it begins, what of it counts, and how far to go. */
export function CrawlBlock({ fields, refusals, onChange }: BlockProps<CrawlFields>) {
  const [open, setOpen] = useState(false);
  const isRefused = FOLDED.some((field) => refusals[field]);
  // What was refused comes into sight, also where it was folded away.
  useEffect(() => {
    if (isRefused) setOpen(true);
  }, [isRefused]);
  return (
    <>
      <Field
        label="Where the site begins"
        hint="Its pages are found by links and sitemaps, from this address down. Each check tells what is new, changed, gone, and what was not reached."
        error={refusals.url ?? refusals.block}
      >
        {(wiring) => (
          <input
            {...wiring}
            value={fields.url}
            inputMode="url"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            placeholder="https://example.com/docs/"
            onChange={(event) => onChange({ url: event.target.value })}
            className={inputClass}
          />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <Lines
          label="Only paths that match"
          hint="Regular expressions, one per line."
          placeholder={"^/docs/\n^/guides/"}
          value={fields.includePaths}
          error={refusals.includePaths}
          onChange={(includePaths) => onChange({ includePaths })}
        />
        <Lines
          label="Leave out paths that match"
          hint="They win over those that are to be kept."
          placeholder={"/archive/\n\\.pdf$"}
          value={fields.excludePaths}
          error={refusals.excludePaths}
          onChange={(excludePaths) => onChange({ excludePaths })}
        />
      </div>
      <Field
        label="Pages at most"
        hint="As many credits are set aside for a check; only pages that were read are charged. What the limit leaves out is told as not reached, never as gone."
        error={refusals.limit}
      >
        {(wiring) => (
          <input
            {...wiring}
            value={fields.limit}
            inputMode="numeric"
            placeholder="10000"
            onChange={(event) => onChange({ limit: event.target.value })}
            className={numberClass}
          />
        )}
      </Field>
      <Reach
        fields={fields}
        refusals={refusals}
        onChange={onChange}
        open={open || isRefused}
        setOpen={setOpen}
      />
    </>
  );
}

function Reach({
  fields,
  refusals,
  onChange,
  open,
  setOpen,
}: BlockProps<CrawlFields> & { open: boolean; setOpen: (open: boolean) => void }) {
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className="group border-y">
      <summary className="flex h-11 cursor-pointer list-none items-center gap-2 rounded-sm font-medium text-sm marker:hidden">
        <span aria-hidden className="text-muted transition-transform group-open:rotate-90">
          ›
        </span>
        How far to go
        <span className="font-normal text-muted">sitemaps, depth, subdomains, pace</span>
      </summary>
      <div className="grid gap-5 pt-2 pb-6">
        <Field label="Sitemaps" hint="From robots.txt, else /sitemap.xml." error={refusals.sitemap}>
          {(wiring) => (
            <select
              {...wiring}
              value={fields.sitemap}
              onChange={(event) => onChange({ sitemap: event.target.value as CrawlFields["sitemap"] })}
              className={inputClass}
            >
              <option value="include">Sitemaps and links</option>
              <option value="skip">Links alone</option>
              <option value="only">Sitemaps alone</option>
            </select>
          )}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label="Folders deep"
            hint="Below the start; empty for any depth."
            error={refusals.maxDepth}
            optional
          >
            {(wiring) => (
              <input
                {...wiring}
                value={fields.maxDepth}
                inputMode="numeric"
                onChange={(event) => onChange({ maxDepth: event.target.value })}
                className={numberClass}
              />
            )}
          </Field>
          <Field
            label="Pause between pages"
            hint="In seconds. A crawl-delay of robots.txt is kept in any case."
            error={refusals.delay}
            optional
          >
            {(wiring) => (
              <input
                {...wiring}
                value={fields.delay}
                inputMode="decimal"
                onChange={(event) => onChange({ delay: event.target.value })}
                className={numberClass}
              />
            )}
          </Field>
        </div>
        <Switch
          label="The whole domain"
          hint="Also pages above and beside the start."
          checked={fields.crawlEntireDomain}
          onChange={(crawlEntireDomain) => onChange({ crawlEntireDomain })}
        />
        <Switch
          label="Subdomains"
          hint="docs.example.com belongs to example.com."
          checked={fields.allowSubdomains}
          onChange={(allowSubdomains) => onChange({ allowSubdomains })}
        />
        <Switch
          label="Ignore queries"
          hint="Addresses that differ only behind the question mark are one page."
          checked={fields.ignoreQueryParameters}
          onChange={(ignoreQueryParameters) => onChange({ ignoreQueryParameters })}
        />
      </div>
    </details>
  );
}
