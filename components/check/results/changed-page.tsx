"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DiffReader } from "#components/check/diff/diff-reader.tsx";
import { DiffSkeleton } from "#components/check/diff/diff-skeleton.tsx";
import { FieldDiff, fieldsOf } from "#components/check/diff/field-diff.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { checkPageQuery, checkPath } from "#components/check/queries.ts";
import { DetailLine } from "#components/check/results/detail-line.tsx";
import { Judgment } from "#components/check/results/judgment.tsx";
import { isMarkdown, nameOf, VersionLinks } from "#components/page/version-links.tsx";
import { Button } from "#components/ui/button.tsx";
import { parsedDiff } from "#lib/page/diff/index.ts";
import type { CheckPageAnswer } from "#lib/page/model.ts";

export type ChangedPageProps = { monitorId: string; checkId: string; page: CheckPageAnswer; top: number };

/** What changed on a page of a check. */
export function ChangedPage({ monitorId, checkId, page, top }: ChangedPageProps) {
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
