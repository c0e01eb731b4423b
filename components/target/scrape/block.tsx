"use client";

import { useCallback, useEffect, useState } from "react";
import type { BlockProps } from "#components/target/form.ts";
import type { ScrapeFields } from "#components/target/scrape/fields.ts";
import { FOLDED, Options } from "#components/target/scrape/options.tsx";
import { Reads } from "#components/target/scrape/reads.tsx";
import { UrlsField } from "#components/target/scrape/urls-field.tsx";

/** The pages to watch, and what of them is read. */
export function ScrapeBlock({ fields, refusals, onChange }: BlockProps<ScrapeFields>) {
  const [open, setOpen] = useState(false);
  const setUrls = useCallback((urls: string) => onChange({ urls }), [onChange]);
  const isRefused = FOLDED.some((field) => refusals[field]);
  // What was refused comes into sight, also where it was folded away.
  useEffect(() => {
    if (isRefused) setOpen(true);
  }, [isRefused]);
  return (
    <>
      <UrlsField value={fields.urls} error={refusals.urls ?? refusals.block} onChange={setUrls} />
      <Reads fields={fields} refusals={refusals} set={onChange} />
      <Options
        fields={fields}
        refusals={refusals}
        open={open || isRefused}
        setOpen={setOpen}
        set={onChange}
      />
    </>
  );
}
