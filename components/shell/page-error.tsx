"use client";

import { DeadEnd } from "#components/shell/dead-end.tsx";
import { buttonLook } from "#components/ui/button-look.ts";

/**
 * A page that failed: nothing is lost, it can be tried again, and the server's log can be asked about it.
 * Every page brings it along, several times over: it is made of plain elements.
 */
export function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <DeadEnd
      title="This page could not be shown"
      actions={
        <>
          <button type="button" className={buttonLook({ variant: "primary" })} onClick={() => retry()}>
            Try again
          </button>
          {/* A whole new page: whatever broke this one is not carried over. */}
          <a href="/monitors" className={buttonLook()}>
            Go to the monitors
          </a>
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
