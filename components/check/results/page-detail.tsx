"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { DiffReader } from "#components/check/diff/diff-reader.tsx";
import { FieldDiff, fieldsOf } from "#components/check/diff/field-diff.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { checkPageQuery, checkPath } from "#components/check/queries.ts";
import { Judgment } from "#components/check/results/judgment.tsx";
import { PageFigures } from "#components/check/results/page-figures.tsx";
import { isMarkdown, nameOf, VersionLinks } from "#components/page/version-links.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { parsedDiff } from "#lib/page/diff/index.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

/** What is known of one page of a check: its diff above all. */
export function PageDetail({
  monitorId,
  checkId,
  page,
  top,
}: {
  monitorId: string;
  checkId: string;
  page: CheckPageAnswer;
  top: number;
}) {
  return (
    <div className="border-b border-b-border-strong pb-px">
      {page.status === "changed" ? (
        <Changed monitorId={monitorId} checkId={checkId} page={page} top={top} />
      ) : (
        <Note monitorId={monitorId} page={page} />
      )}
      <PageFigures page={page} />
    </div>
  );
}

function Changed({
  monitorId,
  checkId,
  page,
  top,
}: {
  monitorId: string;
  checkId: string;
  page: CheckPageAnswer;
  top: number;
}) {
  const { data, error, refetch } = useQuery(checkPageQuery(monitorId, checkId, page.id));
  const text = data?.diff?.text;
  const segments = useMemo(() => segmentsOf(parsedDiff(text ?? "")), [text]);
  const fields = useMemo(() => fieldsOf(data?.diff?.json), [data]);
  if (error && !data) {
    return (
      <DetailLine>
        The diff could not be read. {error.message}{" "}
        <Button size="small" onClick={() => refetch()}>
          Read it again
        </Button>
      </DetailLine>
    );
  }
  if (data === undefined) return <DiffSkeleton />;
  return (
    <>
      <Notes page={page} />
      {page.judgment && <Judgment judgment={page.judgment} />}
      {fields.length > 0 && <FieldDiff fields={fields} />}
      {segments.length > 0 && (
        <DiffReader
          pageId={page.id}
          name={nameOf(page.url)}
          label={`Diff of ${page.url}`}
          segments={segments}
          isMarkdown={isMarkdown(page)}
          source={{ monitorId, pageId: page.pageId, versionId: page.id }}
          whole={`${checkPath(monitorId, checkId)}?page=${page.id}`}
          top={top}
        />
      )}
      {segments.length === 0 && fields.length === 0 && (
        <DetailLine>The diff of this page is no longer kept.</DetailLine>
      )}
      <VersionLinks monitorId={monitorId} page={page} className="px-3 py-1.5" />
    </>
  );
}

/** What the diff itself does not tell about itself. */
function Notes({ page }: { page: CheckPageAnswer }) {
  const { reordered, truncated, redirectedTo } = page.metadata;
  if (!reordered && !truncated && !redirectedTo) return null;
  return (
    <ul className="grid gap-0.5 px-3 py-2 text-sm">
      {reordered === true && (
        <li>
          <strong className="font-medium">Moved lines only.</strong>{" "}
          <span className="text-muted">The same lines are there, in another order.</span>
        </li>
      )}
      {truncated === true && (
        <li>
          <strong className="font-medium">Coarse diff.</strong>{" "}
          <span className="text-muted">
            So much differs that it is not compared, or not told, to the last line: the first changes are
            here, and some lines shown as removed and added did not change.
          </span>
        </li>
      )}
      {typeof redirectedTo === "string" && (
        <li className="text-muted [overflow-wrap:anywhere]">
          Answered from <span className="font-mono text-xs">{redirectedTo}</span>
        </li>
      )}
    </ul>
  );
}

const WORDS = {
  new: [
    "First snapshot.",
    "There was nothing to compare this page with. From the next check on, its changes show here.",
  ],
  same: ["Nothing changed", "since the last snapshot."],
  removed: [
    "No longer there.",
    "The crawl finished without meeting this page again. If it comes back, it counts as new.",
  ],
} as const;

function Note({ monitorId, page }: { monitorId: string; page: CheckPageAnswer }) {
  if (page.status === "error" || page.status === "changed") {
    return (
      <DetailLine>
        <strong className="font-medium text-error">{page.error ?? "This page could not be read."}</strong>{" "}
        <span className="text-muted">
          What we knew of the page is kept: the next good answer is compared with the last good one.
        </span>
        <VersionLinks monitorId={monitorId} page={page} className="mt-1.5" />
      </DetailLine>
    );
  }
  const [what, then] = WORDS[page.status];
  return (
    <DetailLine>
      <strong className="font-medium">{what}</strong> <span className="text-muted">{then}</span>
      {page.metadata.title && (
        <span className="mt-1 block text-muted">
          Its title is “<bdi className="text-foreground">{page.metadata.title}</bdi>”.
        </span>
      )}
      <VersionLinks monitorId={monitorId} page={page} className="mt-1.5" />
    </DetailLine>
  );
}

function DetailLine({ children }: { children: ReactNode }) {
  return <div className="max-w-prose py-3 pr-3 pl-9 text-sm sm:pl-10">{children}</div>;
}

const WIDTHS = ["w-3/5", "w-2/5", "w-1/2", "w-1/3"];

function DiffSkeleton() {
  return (
    <div className="grid gap-2 py-3 pl-24" role="status" aria-label="The diff is being read">
      {WIDTHS.map((width) => (
        <Skeleton key={width} className={`h-3 ${width}`} />
      ))}
    </div>
  );
}
