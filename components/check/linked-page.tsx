"use client";

import { useQuery } from "@tanstack/react-query";
import { checkPageQuery } from "#components/check/queries.ts";
import { PageDetail } from "#components/check/results/page-detail.tsx";
import { PageRow } from "#components/check/results/page-row.tsx";
import type { OpenPages } from "#components/check/results/use-open-pages.ts";
import { useRowHeight } from "#components/check/results/use-row-height.ts";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** The page an address names, on top of the list in which it may stand thousands of rows down. */
export function LinkedPage({
  check,
  pageId,
  pages,
}: {
  check: CheckAnswer;
  pageId: string;
  pages: OpenPages;
}) {
  const { data, error, refetch } = useQuery(checkPageQuery(check.monitorId, check.id, pageId));
  const height = useRowHeight();
  if (data === undefined) {
    return error ? <ReadFailure what="The page this link names" error={error} retry={refetch} /> : null;
  }
  if (data === null) {
    return (
      <p className="rounded-md bg-sunken px-3 py-2.5 text-sm">
        The page this link names is not part of this check. All of its pages are below.
      </p>
    );
  }
  const open = pages.isOpen(data);
  return (
    <section aria-labelledby="linked">
      <h2 id="linked" className="border-b border-b-border-strong pb-1.5 font-medium text-sm">
        Linked page
      </h2>
      <PageRow page={data} open={open} height={height} onToggle={pages.toggle} />
      {open && <PageDetail monitorId={check.monitorId} checkId={check.id} page={data} top={height} />}
    </section>
  );
}
