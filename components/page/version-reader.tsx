"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { DiffLater } from "#components/check/diff/diff-later.tsx";
import { wholeText } from "#components/check/diff/folds.ts";
import { addressWith, linkedChange } from "#components/check/diff/reading/address.ts";
import { CopyChangeLink } from "#components/check/diff/reading/copy-change-link.tsx";
import { Find } from "#components/check/diff/reading/find.tsx";
import { ReadingBar } from "#components/check/diff/reading/reading-bar.tsx";
import { Readings } from "#components/check/diff/reading/readings.tsx";
import { segmentsOf } from "#components/check/diff/rows.ts";
import { isMissing } from "#components/data/api.ts";
import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { Chosen } from "#components/page/chosen-versions.ts";
import { pagePath, versionQuery } from "#components/page/queries.ts";
import { VersionChooser } from "#components/page/version-chooser.tsx";
import { nameOf } from "#components/page/version-links.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { diffText, parsedDiff } from "#lib/page/diff/index.ts";
import type { PageVersionAnswer, PageVersionTextAnswer, TrackedPageAnswer } from "#lib/page/model.ts";

/** One version as it was captured, or what differs between two. */
export function VersionReader({
  page,
  monitorId,
  versions,
  chosen,
  choose,
}: {
  page: TrackedPageAnswer;
  monitorId: string;
  versions: readonly PageVersionAnswer[];
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
}) {
  const url = useUrlState();
  const [linked] = useState(() => linkedChange(page.id, url.get("change")));
  return (
    <Readings linked={linked} onPlace={(_, change) => url.set({ change: String(change + 1) })}>
      <Find>
        <section aria-label="Text of the page">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 pb-2">
            <VersionChooser versions={versions} chosen={chosen} choose={choose} />
            <ReadingBar />
          </div>
          <Texts
            key={`${chosen.from} ${chosen.to}`}
            page={page}
            monitorId={monitorId}
            chosen={chosen}
            choose={choose}
          />
        </section>
        <CopyChangeLink addressOf={(_, change) => addressWith({ page: null, change })} />
      </Find>
    </Readings>
  );
}

type TextsProps = {
  page: TrackedPageAnswer;
  monitorId: string;
  chosen: Chosen;
  choose: (chosen: Chosen) => void;
};

function Texts({ page, monitorId, chosen, choose }: TextsProps) {
  const after = useQuery({
    ...versionQuery(monitorId, page.id, chosen.to ?? ""),
    enabled: chosen.to !== null,
  });
  const before = useQuery({
    ...versionQuery(monitorId, page.id, chosen.from ?? ""),
    enabled: chosen.from !== null,
  });
  useOwnId({ monitorId, pageId: page.id }, chosen, after.data, choose);
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
      name={nameOf(page.url)}
      label={page.url}
      monitorId={monitorId}
      pageId={page.id}
      before={chosen.from === null ? null : (before.data ?? null)}
      after={after.data}
    />
  );
}

/** An address may name a version by a check that found it again; the list knows it by its own id. */
function useOwnId(
  { monitorId, pageId }: { monitorId: string; pageId: string },
  chosen: Chosen,
  version: PageVersionTextAnswer | undefined,
  choose: (chosen: Chosen) => void,
): void {
  const client = useQueryClient();
  const latest = useRef(choose);
  latest.current = choose;
  const own = version?.id;
  useEffect(() => {
    if (!own || own === chosen.to) return;
    client.setQueryData(versionQuery(monitorId, pageId, own).queryKey, version);
    latest.current({ ...chosen, to: own });
  }, [client, monitorId, pageId, own, version, chosen]);
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
  const diff = useMemo(() => (before ? diffText(before.text, after.text) : null), [before, after]);
  const segments = useMemo(
    () => (diff ? segmentsOf(parsedDiff(diff.text)) : wholeText(after.text.split("\n"))),
    [diff, after],
  );
  if (diff && segments.length === 0) {
    return <p className="border-t py-6 text-muted text-sm">These two versions say the same.</p>;
  }
  return (
    <div className="border-t">
      {diff?.truncated && (
        <p className="py-2 text-muted text-sm">
          So much differs that it is not compared to the last line: some lines shown as removed and added did
          not change.
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
  );
}
