"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

const TOLD_MS = 2400;

/** A sentence at the foot of the screen that goes by itself. */
export function useNotice(): [notice: ReactNode, tell: (sentence: string) => void] {
  const [told, setTold] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (sentence: string) => {
    setTold(sentence);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setTold(null), TOLD_MS);
  };
  const notice = (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-20 z-40 flex justify-center print:hidden"
    >
      {told && (
        <span className="animate-slide-in rounded-md border bg-raised px-3 py-1.5 text-sm shadow-lg [overflow-wrap:anywhere]">
          {told}
        </span>
      )}
    </div>
  );
  return [notice, tell];
}
