"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { DiffLater } from "#components/check/diff/diff-later.tsx";
import { wholeText } from "#components/check/diff/folds.ts";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { isMissing } from "#components/data/api.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { LineNotes } from "#components/page/line-notes.tsx";
import { useLinkedLine } from "#components/page/linked-line.ts";
import { pagePath, versionQuery } from "#components/page/queries.ts";
import { nameOf } from "#components/page/version-links.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import type { PageVersionTextAnswer } from "#lib/page/model.ts";

/** Whose versions are read. */
export type ReadPage = { monitorId: string; pageId: string; url: string };

/** One version as it was captured, or what differs between two. */
export function VersionTexts({
  page,
  chosen,
  onOwnId,
}: {
  page: ReadPage;
  chosen: Chosen;
  /** Told the id of a version that was named by a fetch that found it again. */
  onOwnId: (named: string, own: string) => void;
}) {
  const { monitorId, pageId, url } = page;
  const after = useQuery({
    ...versionQuery(monitorId, pageId, chosen.to ?? ""),
    enabled: chosen.to !== null,
  });
  const before = useQuery({
    ...versionQuery(monitorId, pageId, chosen.from ?? ""),
    enabled: chosen.from !== null,
  });
  useOwnId(page, chosen.to, after.data, onOwnId);
  useOwnId(page, chosen.from, before.data, onOwnId);
  const failed = [after, before].find(({ error, data }) => error && !data);
  if (isMissing(failed?.error)) {
    return (
      <p className="border-t py-6 text-muted text-sm">
        This version is not kept, or not any more. The list has all that are.
      </p>
    );
  }
  if (failed?.error) {
    return <ReadFailure what="This version" error={failed.error} retry={() => failed.refetch()} />;
  }
  if (!after.data || (chosen.from !== null && !before.data)) return <Skeleton className="h-96" />;
  return (
    <Text
      name={nameOf(url)}
      label={url}
      monitorId={monitorId}
      pageId={pageId}
      before={chosen.from === null ? null : (before.data ?? null)}
      after={after.data}
    />
  );
}

/** An address may name a version by a check that found it again; the list knows it by its own id. */
function useOwnId(
  { monitorId, pageId }: ReadPage,
  named: string | null,
  version: PageVersionTextAnswer | undefined,
  onOwnId: (named: string, own: string) => void,
): void {
  const client = useQueryClient();
  const latest = useRef(onOwnId);
  latest.current = onOwnId;
  const own = version?.id;
  useEffect(() => {
    if (!own || !named || own === named) return;
    client.setQueryData(versionQuery(monitorId, pageId, own).queryKey, version);
    latest.current(named, own);
  }, [client, monitorId, pageId, own, version, named]);
}

function Text({
  name,
  label,
  monitorId,
  pageId,
  before,
  after,
}: {
  name: string;
  label: string;
  monitorId: string;
  pageId: string;
  before: PageVersionTextAnswer | null;
  after: PageVersionTextAnswer;
}) {
  useLinkedLine();
  const diff = useMemo(() => (before ? diffText(before.text, after.text) : null), [before, after]);
  const segments = useMemo(
    () => (diff ? segmentsOf(parsedDiff(diff.text)) : wholeText(after.text.split("\n"))),
    [diff, after],
  );
  if (diff && segments.length === 0) {
    return <p className="border-t py-6 text-muted text-sm">These two versions say the same.</p>;
  }
  return (
    <LineNotes page={{ monitorId, pageId, url: label }} versionId={after.id}>
      <div className="border-t">
        {diff?.truncated && (
          <p className="py-2 text-muted text-sm">
            So much differs that it is not compared to the last line: some lines shown as removed and added
            did not change.
          </p>
        )}
        <DiffLater
          pageId={pageId}
          name={name}
          label={diff ? `Diff of ${label}` : `Text of ${label}`}
          segments={segments}
          isMarkdown={after.kind === "markdown"}
          whole={`${pagePath(monitorId, pageId)}/versions/${after.id}`}
          source={diff ? { monitorId, pageId, versionId: after.id } : null}
          top={0}
        />
      </div>
    </LineNotes>
  );
}
