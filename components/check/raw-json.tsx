"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { checkPath } from "#components/check/queries.ts";
import { count } from "#components/check/words.ts";
import { api } from "#components/data/api.ts";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** As much as a browser shows without a pause; copying takes the whole. */
const SHOWN = 100_000;

/** The API's own answer of a check, to look at, copy, or ask for oneself. */
export function RawJson({ check }: { check: CheckAnswer }) {
  const [open, setOpen] = useState(false);
  const path = checkPath(check.monitorId, check.id);
  const { data, error } = useQuery({
    queryKey: ["check", check.id, "raw"],
    queryFn: async () => JSON.stringify(await api<object>(path), null, 2),
    enabled: open,
  });
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button>Raw JSON</Button>
      </DialogTrigger>
      <DialogContent
        title="What the API answers"
        width="widest"
        description={
          <a
            href={`/api${path}`}
            className="font-mono text-accent text-xs [overflow-wrap:anywhere] hover:underline"
          >
            GET /api{path}
          </a>
        }
      >
        {error && (
          <p role="alert" className="text-error text-sm">
            {error.message}
          </p>
        )}
        {!data && !error && <Skeleton className="h-72" />}
        {data && (
          <>
            <section
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              tabIndex={0}
              aria-label="JSON of this check"
              className="max-h-[50vh] overflow-auto rounded-md border bg-sunken p-3"
            >
              <pre className="font-mono text-xs">{data.slice(0, SHOWN)}</pre>
            </section>
            <div className="mt-3 flex items-center justify-between gap-3">
              <p className="text-muted text-sm">
                {data.length > SHOWN
                  ? `The first ${count(SHOWN, "character")} of ${data.length.toLocaleString("en")}; Copy takes them all.`
                  : "The first 25 pages; next leads on."}
              </p>
              <CopyButton text={data} label="Copy" />
            </div>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
