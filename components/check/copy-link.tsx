"use client";

import { useRef, useState } from "react";
import { useChangeKeys } from "#components/check/diff/change-keys.tsx";
import { useShortcuts } from "#components/hooks/use-shortcuts.ts";
import { copyText } from "#components/ui/copy-text.ts";

const TOLD_MS = 1600;

/** c copies the address, once it names the page whose diff is being read. */
export function CopyLink({ onPage }: { onPage: (pageId: string) => void }) {
  const { pageInSight } = useChangeKeys();
  const [told, setTold] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useShortcuts({
    c: async () => {
      const page = pageInSight();
      if (page) onPage(page);
      const copied = await copyText(window.location.href);
      setTold(copied ? "Link copied" : "The browser refused to copy; take the link from the address bar.");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setTold(null), TOLD_MS);
    },
  });
  return (
    <div role="status" className="pointer-events-none fixed inset-x-0 bottom-6 z-40 flex justify-center">
      {told && (
        <span className="animate-slide-in rounded-md border bg-raised px-3 py-1.5 text-sm shadow-lg">
          {told}
        </span>
      )}
    </div>
  );
}
