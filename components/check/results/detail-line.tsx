import type { ReactNode } from "react";

/** A sentence in place of a diff, below the words of its row. */
export function DetailLine({ children }: { children: ReactNode }) {
  return <div className="max-w-prose py-3 pr-3 pl-9 text-sm sm:pl-10">{children}</div>;
}
