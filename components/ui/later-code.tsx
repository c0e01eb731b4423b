"use client";

import { type ReactNode, useState, useSyncExternalStore } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";

/**
 * What a screen is drawn with that is no part of its first code: asked for at once, and there a moment later.
 * React's own way, a Suspense boundary, would have the server send a large part after the page and in place of its
 * fallback, and would show the fallback again when anything above it changes meanwhile.
 */
export class LaterCode<Code> {
  #code: Code | null;
  #failure: unknown;
  readonly #listeners = new Set<() => void>();

  /** @param onServer the same code where this runs on the server, which waits for nothing; null in a browser */
  constructor(load: () => Promise<Code>, onServer: Code | null) {
    this.#code = onServer;
    if (onServer) return;
    load()
      .then(
        (code) => {
          this.#code = code;
        },
        (failure) => {
          this.#failure = failure;
        },
      )
      .then(() => {
        for (const tell of this.#listeners) tell();
      });
  }

  readonly subscribe = (tell: () => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };

  /** @throws what kept it from being fetched: the screen's error page says so, as of all code */
  readonly now = (): Code | null => {
    if (this.#failure) throw this.#failure;
    return this.#code;
  };
}

/** Null until it is there. */
export function useLater<Code>(later: LaterCode<Code>): Code | null {
  return useSyncExternalStore(later.subscribe, later.now, later.now);
}

/** Around what is drawn by later code: until that is there what the server drew stands, or else `waiting`. */
export function Later({ children, waiting }: { children: ReactNode | null; waiting: ReactNode }) {
  const [isDrawn] = useState(!useHydrated());
  if (children) {
    return (
      <div key="here" className="contents">
        {children}
      </div>
    );
  }
  if (!isDrawn) return waiting;
  return <Untouched key="drawn" />;
}

/** React leaves alone what it takes for markup of others: the server's own rows stay where they are. */
function Untouched() {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: nothing is set
  return <div className="contents" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "" }} />;
}
