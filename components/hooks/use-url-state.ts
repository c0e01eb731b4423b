"use client";

import { usePathname, useSearchParams } from "next/navigation";

export type UrlState = {
  get: (name: string) => string | null;
  /** Changes the address in place, without asking the server for anything; null takes a name out. */
  set: (values: Record<string, string | null>) => void;
};

/** What of a screen's state lives in its address. */
export function useUrlState(): UrlState {
  const search = useSearchParams();
  const path = usePathname();
  return {
    get: (name) => search.get(name),
    set: (values) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(values)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      // Browsers refuse to be told too often, and a key may be held down.
      if (query === window.location.search.slice(1)) return;
      window.history.replaceState(null, "", query ? `${path}?${query}` : path);
    },
  };
}
