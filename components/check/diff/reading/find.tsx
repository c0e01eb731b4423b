"use client";

import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useNotice } from "#components/check/diff/reading/notice.tsx";
import { useReadings } from "#components/check/diff/reading/readings.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { LaterCode, useLater } from "#components/ui/later-code.tsx";

const bar = new LaterCode<typeof import("#components/check/diff/reading/find-bar.tsx")>(
  () => import("#components/check/diff/reading/find-bar.tsx"),
  null,
);

const Context = createContext<{ show: () => void }>({ show: () => {} });
export const useFind = () => useContext(Context);

/**
 * Find over all lines of the texts on screen, also those that are not drawn. The browser's own find stays what it is,
 * since it also finds what is beside the texts; that it misses lines is said when it is asked for.
 */
export function Find({
  words = "",
  byKey = true,
  children,
}: {
  /** What is looked for from the beginning. */
  words?: string;
  /** Whether / is for these texts; beside a list it is for the list. */
  byKey?: boolean;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(words !== "");
  const field = useRef<HTMLInputElement>(null);
  const { total, all } = useReadings();
  const [notice, tell] = useNotice();
  const show = () => {
    setOpen(true);
    field.current?.focus();
    field.current?.select();
  };
  useKeys(byKey ? { find: show } : {});
  useBrowserFind(() => {
    const lines = all().reduce((sum, [, reading]) => sum + reading.rows, 0);
    if (!open && (total > 0 || lines > 0)) tell("Press / to find in all lines, also those out of sight.");
  });
  const value = useMemo(() => ({ show: () => setOpen(true) }), []);
  return (
    <Context value={value}>
      {children}
      {open && <FindBar field={field} first={words} onClose={() => setOpen(false)} />}
      {notice}
    </Context>
  );
}

/** Hears that the browser's own find is asked for, and leaves it alone. */
function useBrowserFind(onAsked: () => void): void {
  const latest = useRef(onAsked);
  latest.current = onAsked;
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f") latest.current();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}

/** The bar, once its code is there; what is typed until then is kept for it. */
function FindBar({
  field,
  first,
  onClose,
}: {
  field: RefObject<HTMLInputElement | null>;
  first: string;
  onClose: () => void;
}) {
  const here = useLater(bar);
  const [typed, setTyped] = useState(first);
  useEffect(() => {
    if (here) return;
    const keep = (event: globalThis.KeyboardEvent) => {
      if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      setTyped((now) => now + event.key);
    };
    window.addEventListener("keydown", keep, { capture: true });
    return () => window.removeEventListener("keydown", keep, { capture: true });
  }, [here]);
  return here && <here.FindBar field={field} typedAhead={typed} onClose={onClose} />;
}
