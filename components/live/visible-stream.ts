import type { Tell } from "#components/live/signal.ts";
import { openStream } from "#components/live/stream.ts";

/**
 * A stream while the tab is in sight. Where tabs cannot agree on one stream for all (Web Locks exist over https and
 * on localhost only), those nobody looks at must not use up the browser's six connections.
 * @returns a function that ends it
 */
export function streamWhileVisible(hear: Tell): () => void {
  let close: (() => void) | undefined;
  const follow = () => {
    if (document.visibilityState === "visible") {
      close ??= openStream(hear);
    } else {
      close?.();
      close = undefined;
    }
  };
  follow();
  document.addEventListener("visibilitychange", follow);
  return () => {
    document.removeEventListener("visibilitychange", follow);
    close?.();
  };
}
