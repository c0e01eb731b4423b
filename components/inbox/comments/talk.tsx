"use client";

import { lazy, Suspense, useRef } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import type { ComposeHandle } from "#components/inbox/comments/compose.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";

// Below what is read, and so no part of a first load.
const Comments = lazy(async () => ({
  default: (await import("#components/inbox/comments/comments.tsx")).Comments,
}));

/** The comments below a change that is read; the key c goes to the field for the next one. */
export function Talk({ itemId }: { itemId: string }) {
  const compose = useRef<ComposeHandle | null>(null);
  const isWanted = useRef(false);
  const here = useHydrated();
  useKeys({
    comment: () => {
      isWanted.current = compose.current === null;
      compose.current?.focus();
    },
  });
  const handle = (field: ComposeHandle | null) => {
    compose.current = field;
    if (isWanted.current) field?.focus();
    isWanted.current = false;
  };
  const waiting = <Skeleton className="h-10 w-full" />;
  return (
    <div className="mt-5 max-w-2xl border-t pt-3 print:hidden">
      {here ? (
        <Suspense fallback={waiting}>
          <Comments itemId={itemId} handle={handle} />
        </Suspense>
      ) : (
        waiting
      )}
    </div>
  );
}
