"use client";

import { useRef } from "react";
import { Comments } from "#components/inbox/comments/comments.tsx";
import type { ComposeHandle } from "#components/inbox/comments/compose.tsx";
import { useKeys } from "#components/keys/use-keys.ts";

/** The comments below a change that is read; the key c goes to the field for the next one. */
export function Talk({ itemId }: { itemId: string }) {
  const compose = useRef<ComposeHandle>(null);
  useKeys({ comment: () => compose.current?.focus() });
  return (
    <div className="mt-5 max-w-2xl border-t pt-3 print:hidden">
      <Comments itemId={itemId} handle={compose} />
    </div>
  );
}
