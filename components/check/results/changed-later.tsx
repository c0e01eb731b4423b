"use client";

import { DiffSkeleton } from "#components/check/diff/diff-skeleton.tsx";
import { useAwaitedText } from "#components/check/diff/reading/readings.tsx";
import type { ChangedPageProps } from "#components/check/results/changed-page.tsx";
import { Later, LaterCode, useLater } from "#components/ui/later-code.tsx";

const code = new LaterCode<typeof import("#components/check/results/changed-page.tsx")>(
  () => import("#components/check/results/changed-page.tsx"),
  // What is built for browsers has null here.
  typeof window === "undefined" ? require("#components/check/results/changed-page.tsx") : null,
);

/** What changed on a page of a check, once the code that draws it is there. */
export function ChangedLater(props: ChangedPageProps) {
  const here = useLater(code);
  useAwaitedText(here !== null);
  return <Later waiting={<DiffSkeleton />}>{here && <here.ChangedPage {...props} />}</Later>;
}
