import { Pin } from "lucide-react";
import { Moment } from "#components/check/moment.tsx";
import { OutcomeGlyph } from "#components/check/outcome.tsx";
import { bytes, count } from "#components/check/words.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { pageAddress } from "#components/page/version-links.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { PageVersionAnswer } from "#lib/page/model.ts";

/** The versions of a page, newest first; between two of them, in one row, the checks that brought nothing new. */
export function VersionList({
  monitorId,
  pageId,
  versions,
  chosen,
  choose,
  more,
  reading,
  onMore,
}: {
  monitorId: string;
  pageId: string;
  versions: readonly PageVersionAnswer[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  more: boolean;
  /** Whether older ones are on their way. */
  reading: boolean;
  onMore: () => void;
}) {
  return (
    <section
      aria-labelledby="versions"
      className="max-lg:max-h-72 max-lg:overflow-y-auto max-lg:border-b lg:sticky lg:top-16 lg:max-h-[calc(100vh-5rem)] lg:overflow-y-auto print:hidden"
    >
      <h2 id="versions" className="sr-only">
        Versions
      </h2>
      <ol>
        {versions.map((version, at) => (
          <li key={version.id}>
            <Quiet version={version} />
            <Version
              version={version}
              older={versions[at + 1]?.id ?? null}
              chosen={chosen}
              choose={choose}
              hrefOf={(named) => pageAddress(monitorId, pageId, named)}
            />
          </li>
        ))}
      </ol>
      {more && (
        <Button size="small" className="my-2" aria-disabled={reading} onClick={() => !reading && onMore()}>
          {reading ? "Reading…" : "Older versions"}
        </Button>
      )}
    </section>
  );
}

function Version({
  version,
  older,
  chosen,
  choose,
  hrefOf,
}: {
  version: PageVersionAnswer;
  older: string | null;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
  hrefOf: (chosen: Chosen) => string;
}) {
  const { id, excerpt, linesAdded, linesRemoved } = version;
  const changes: Chosen = { from: older, to: id };
  const isRead = chosen.to === id;
  return (
    <div
      className={cn(
        "flex items-stretch border-t",
        isRead && "bg-accent-soft shadow-[inset_3px_0_var(--accent)]",
        chosen.from === id && "shadow-[inset_3px_0_var(--border-strong)]",
      )}
    >
      <Choice
        to={changes}
        hrefOf={hrefOf}
        choose={choose}
        isCurrent={isRead}
        className="min-w-0 flex-1 py-1.5 pr-2 pl-3 hover:bg-sunken"
      >
        <span className="flex items-baseline gap-2 text-sm">
          <OutcomeGlyph status={version.status ?? "new"} />
          <Moment iso={version.firstSeenAt} />
          {version.kept && (
            <span title={`Kept for good by ${version.kept.by}`} className="self-center">
              <Pin aria-hidden className="size-3 fill-current text-accent" />
              <span className="sr-only">kept for good</span>
            </span>
          )}
          <span className="ml-auto shrink-0 font-mono text-muted text-xs tabular-nums">
            {linesAdded !== null || linesRemoved !== null
              ? `+${linesAdded ?? 0} −${linesRemoved ?? 0}`
              : bytes(version.size)}
          </span>
        </span>
        <span className="block truncate pl-5.5 text-muted text-sm">
          {excerpt ? <Excerpt {...excerpt} /> : firstWords(version)}
        </span>
      </Choice>
      <Choice
        to={{ from: null, to: id }}
        hrefOf={hrefOf}
        choose={choose}
        isCurrent={isRead && chosen.from === null}
        className="grid shrink-0 place-items-center px-2.5 text-accent text-sm hover:bg-sunken pointer-coarse:min-w-11"
      >
        Read
      </Choice>
    </div>
  );
}

function firstWords({ status, checkId }: PageVersionAnswer): string {
  if (status === "changed") return "no words differ";
  if (status === "same") return "taken anew: other settings";
  return checkId === null ? "older than the checks that are kept" : "first version";
}

function Excerpt({ lead, before, after }: NonNullable<PageVersionAnswer["excerpt"]>) {
  return (
    <>
      {lead}{" "}
      {before && <del className="rounded-[3px] bg-gone-word text-foreground no-underline">{before}</del>}{" "}
      {after && <ins className="rounded-[3px] bg-came-word text-foreground no-underline">{after}</ins>}
    </>
  );
}

/** A link, so that it can be opened beside and copied; pressed, it only changes what this screen shows. */
function Choice({
  to,
  hrefOf,
  choose,
  isCurrent,
  className,
  children,
}: {
  to: Chosen;
  hrefOf: (chosen: Chosen) => string;
  choose: (chosen: Chosen) => void;
  isCurrent: boolean;
  className: string;
  children: React.ReactNode;
}) {
  return (
    <a
      href={hrefOf(to)}
      aria-current={isCurrent ? "true" : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        choose(to);
      }}
      className={cn("-outline-offset-2", className)}
    >
      {children}
    </a>
  );
}

/** What happened after a version until the next one came. */
function Quiet({ version: { sameChecks, failedChecks, failure } }: { version: PageVersionAnswer }) {
  if (sameChecks === 0 && failedChecks === 0) return null;
  return (
    <div className="border-t py-1 pr-2 pl-3 text-muted text-xs">
      {sameChecks > 0 && (
        <p className="flex gap-2">
          <span aria-hidden className="w-3.5 text-center font-mono">
            =
          </span>
          {count(sameChecks, "check")} the same
        </p>
      )}
      {failure && (
        <p className="flex gap-2">
          <span aria-hidden className="w-3.5 shrink-0 text-center font-mono font-semibold text-error">
            !
          </span>
          <span className="min-w-0">
            <span className="text-error">{count(failedChecks, "check")} failed</span>, the last{" "}
            <Moment iso={failure.to} />
            {failure.error && <span className="block">{failure.error}</span>}
          </span>
        </p>
      )}
    </div>
  );
}
