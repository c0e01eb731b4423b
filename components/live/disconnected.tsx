"use client";

import { useEffect, useState } from "react";
import { useConnected } from "#components/live/live.tsx";

/** A break that is mended sooner is over before anybody could read about it. */
const BRIEF_MS = 3000;

/** Says that the page may be old, over the page's lower edge: nothing under a reader's eye moves for it. */
export function Disconnected() {
  const lasting = useLasting(!useConnected(), BRIEF_MS);
  return (
    // Always there, since a live region announces only what changes inside it.
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-[calc(4rem+var(--foot))] z-30 flex justify-center sm:inset-x-6"
    >
      {lasting && (
        <p className="animate-slide-in rounded-md border border-changed/40 bg-changed-soft px-3 py-1.5 text-sm shadow-lg">
          The live connection is being made anew. What you see may be a little old.
        </p>
      )}
    </div>
  );
}

/** Whether something has been so for a while. */
function useLasting(so: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!so) return;
    const timer = setTimeout(() => setLasting(true), ms);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [so, ms]);
  return lasting;
}
