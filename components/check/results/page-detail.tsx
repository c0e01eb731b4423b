"use client";

import { ChangedLater } from "#components/check/results/changed-later.tsx";
import { DetailLine } from "#components/check/results/detail-line.tsx";
import { PageFigures } from "#components/check/results/page-figures.tsx";
import { VersionLinks } from "#components/page/version-links.tsx";
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
        <ChangedLater monitorId={monitorId} checkId={checkId} page={page} top={top} />
      ) : (
        <Note monitorId={monitorId} page={page} />
      )}
      <PageFigures page={page} />
    </div>
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
