"use client";

import { useQuery } from "@tanstack/react-query";
import { count } from "#components/check/words.ts";
import { api } from "#components/data/api.ts";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** As much as a browser shows without a pause; copying takes the whole. */
const SHOWN = 100_000;

/** What the API answers at a path, to look at and to copy. */
export function RawJsonText({ path, queryKey }: { path: string; queryKey: string[] }) {
  const { data, error } = useQuery({
    queryKey,
    queryFn: async () => JSON.stringify(await api<object>(path), null, 2),
  });
  if (error) {
    return (
      <p role="alert" className="text-error text-sm">
        {error.message}
      </p>
    );
  }
  if (!data) return <Skeleton className="h-72" />;
  return (
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
  );
}
