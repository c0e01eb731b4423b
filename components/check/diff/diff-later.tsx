"use client";

import type { DiffReaderProps } from "#components/check/diff/diff-reader.tsx";
import { DiffSkeleton } from "#components/check/diff/diff-skeleton.tsx";
import { useAwaitedText } from "#components/check/diff/reading/readings.tsx";
import { Later, LaterCode, useLater } from "#components/ui/later-code.tsx";

type Code = typeof import("#components/check/diff/diff-reader.tsx");

const code = new LaterCode<Code>(
  () => import("#components/check/diff/diff-reader.tsx"),
  // What is built for browsers has null here.
  typeof window === "undefined" ? require("#components/check/diff/diff-reader.tsx") : null,
);

/** A text with its changes, once what draws it is there. */
export function DiffLater(props: DiffReaderProps) {
  const here = useLater(code);
  useAwaitedText(here !== null);
  return <Later waiting={<DiffSkeleton />}>{here && <here.DiffReader {...props} />}</Later>;
}
