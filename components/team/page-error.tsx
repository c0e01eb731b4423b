"use client";

import Link from "next/link";
import { DeadEnd } from "#components/team/dead-end.tsx";
import { Button } from "#components/ui/button.tsx";

/** A page that failed: nothing is lost, it can be tried again, and the server's log can be asked about it. */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <DeadEnd
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <Button asChild>
            <Link href="/monitors">Go to the monitors</Link>
          </Button>
        </>
      }
    >
      <p>
        Something went wrong on our side. Your monitors and their checks are not affected. If trying again
        does not help, look into the server’s log.
      </p>
      {reference && (
        <p>
          Reference <code className="font-mono text-foreground text-sm">{reference}</code>
        </p>
      )}
    </DeadEnd>
  );
}
