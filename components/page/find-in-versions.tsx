"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Moment } from "#components/check/moment.tsx";
import { count } from "#components/check/words.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { foundTogether } from "#components/page/found.ts";
import { foundQuery } from "#components/page/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import type { FoundInVersionsAnswer } from "#lib/page/model.ts";

/** When some words came to a page, and when they disappeared: over all of its versions. */
export function FindInVersions({
  monitorId,
  pageId,
  choose,
}: {
  monitorId: string;
  pageId: string;
  choose: (chosen: Chosen) => void;
}) {
  const url = useUrlState();
  const words = url.get("words") ?? "";
  const matchCase = url.get("case") === "exact";
  const [typed, setTyped] = useState(words);
  const find = (event: FormEvent) => {
    event.preventDefault();
    url.set({ words: typed.trim() || null });
  };
  const end = () => {
    setTyped("");
    url.set({ words: null, case: null });
  };
  return (
    <search aria-label="All versions" className="text-sm print:hidden">
      <form onSubmit={find} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <input
          type="text"
          aria-label="Find in all versions"
          placeholder="Find in all versions: when did this sentence disappear?"
          maxLength={1000}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className={cn(filterClass, "min-w-0 flex-1 sm:max-w-md")}
        />
        <Button type="submit" size="small" aria-disabled={typed.trim() === ""}>
          Find
        </Button>
        <label className="flex items-center gap-1.5 text-muted pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={matchCase}
            onChange={(event) => url.set({ case: event.target.checked ? "exact" : null })}
          />
          Match case
        </label>
        {words && (
          <Button variant="quiet" size="small" aria-label="End the search" onClick={end}>
            <X aria-hidden />
          </Button>
        )}
      </form>
      {words && (
        <FoundWords
          monitorId={monitorId}
          pageId={pageId}
          words={words}
          matchCase={matchCase}
          choose={choose}
        />
      )}
    </search>
  );
}

type FoundProps = {
  monitorId: string;
  pageId: string;
  words: string;
  matchCase: boolean;
  choose: (chosen: Chosen) => void;
};

function FoundWords({ monitorId, pageId, words, matchCase, choose }: FoundProps) {
  const query = useInfiniteQuery({
    ...foundQuery(monitorId, pageId, words, matchCase),
    placeholderData: keepPreviousData,
  });
  const { data, error, isFetching, hasNextPage } = query;
  if (error && !data) {
    return (
      <p role="alert" className="mt-2 text-error">
        The versions could not be looked through. {error.message}{" "}
        <Button size="small" onClick={() => query.refetch()}>
          Look again
        </Button>
      </p>
    );
  }
  const found = data && foundTogether(data.pages);
  return (
    <div role="status" aria-busy={isFetching} className="mt-2 grid gap-1">
      {!found && <p className="text-muted">Looking through all versions…</p>}
      {found?.stretches.length === 0 && (
        <p>
          No version that is kept has “<bdi>{words}</bdi>”
          {hasNextPage ? `, of the ${found.versionsLookedAt.toLocaleString("en")} newest` : ""}.
        </p>
      )}
      {found && found.stretches.length > 0 && (
        <ul aria-label="Versions that have it" className="grid max-h-60 gap-1 overflow-y-auto">
          {found.stretches.map((stretch) => (
            <li key={stretch.last.id}>
              <StretchLine
                stretch={stretch}
                isOldest={!hasNextPage && stretch.first.id === found.oldest?.id}
                choose={choose}
              />
            </li>
          ))}
        </ul>
      )}
      {found && (
        <p className="text-muted text-xs">
          In {found.versionsWithIt.toLocaleString("en")} of {count(found.versionsLookedAt, "version")}
          {found.oldest && (
            <>
              {" "}
              since <Moment iso={found.oldest.firstSeenAt} />
            </>
          )}
          .{" "}
          {hasNextPage && (
            <Button
              size="small"
              aria-disabled={isFetching}
              onClick={() => !isFetching && void query.fetchNextPage()}
            >
              {isFetching ? "Looking…" : "Look further back"}
            </Button>
          )}
        </p>
      )}
    </div>
  );
}

/** From when to when, each moment leading to the very change. */
function StretchLine({
  stretch: { first, last, goneIn },
  isOldest,
  choose,
}: {
  stretch: FoundInVersionsAnswer["stretches"][number];
  /** Whether it may have been there before all that is kept. */
  isOldest: boolean;
  choose: (chosen: Chosen) => void;
}) {
  const link = "rounded-sm text-accent hover:underline pointer-coarse:py-2.5";
  return (
    <>
      {goneIn ? (
        <>
          Last in{" "}
          <button type="button" className={link} onClick={() => choose({ from: null, to: last.id })}>
            <Moment iso={last.firstSeenAt} />
          </button>
          , gone since{" "}
          <button type="button" className={link} onClick={() => choose({ from: last.id, to: goneIn.id })}>
            <Moment iso={goneIn.firstSeenAt} />
          </button>
        </>
      ) : (
        <strong className="font-medium">There now</strong>
      )}
      ; {isOldest ? "there since the oldest version, " : "first in "}
      <button type="button" className={link} onClick={() => choose({ from: null, to: first.id })}>
        <Moment iso={first.firstSeenAt} />
      </button>
    </>
  );
}
