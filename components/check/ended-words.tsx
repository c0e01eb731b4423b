import Link from "next/link";
import { count, isLive } from "#components/check/words.ts";
import type { CheckAnswer } from "#lib/check/model.ts";

/** Why a check has no results, or not all: what happened, what was kept, what to do. */
export function EndedWords({ check }: { check: CheckAnswer }) {
  if (check.status === "failed") {
    const kept = check.summary.totalPages;
    return (
      <p className="rounded-md bg-error-soft px-3 py-2.5 text-sm [overflow-wrap:anywhere]">
        <strong className="font-medium text-error">{sentence(check.error)}</strong>{" "}
        {kept > 0
          ? `${count(kept, "page")} done before that ${kept === 1 ? "is" : "are"} kept below.`
          : "No page had been read; run it again when you are ready."}
      </p>
    );
  }
  if (check.status === "skipped_overlap") {
    return (
      <Skipped>
        This check came due while the one before it was still running, so it was skipped. Nothing was fetched
        or charged. If that happens often, choose a longer interval.
      </Skipped>
    );
  }
  if (check.status === "skipped_no_credits") {
    return (
      <Skipped>
        This check may cost up to ~{count(check.estimatedCredits, "credit")}, and so many were not left to
        reserve: nothing was fetched or charged.{" "}
        <Link href="/usage" className="text-accent underline underline-offset-2">
          See what is left
        </Link>
        .
      </Skipped>
    );
  }
  if (!isLive(check) && check.summary.totalPages === 0)
    return <Skipped>This check had no page to read.</Skipped>;
  return null;
}

function sentence(error: string | null): string {
  const words = error ?? "The check failed for a reason we do not know";
  return /[.!?]$/.test(words) ? words : `${words}.`;
}

function Skipped({ children }: { children: React.ReactNode }) {
  return <p className="rounded-md bg-sunken px-3 py-2.5 text-sm">{children}</p>;
}
