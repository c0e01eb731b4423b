const LEAVING = "tidemark:leaving";

/**
 * Says that this page is about to be left in a way that is no click on a link.
 * @param go leaves it; called later by whoever asks first
 * @returns whether nobody asks, so that the caller may go at once
 */
export function mayLeave(go: () => void): boolean {
  return window.dispatchEvent(new CustomEvent(LEAVING, { cancelable: true, detail: go }));
}

/**
 * Asks `ask` before such a move, and holds the move up when it answers true. @returns a function that ends the asking
 */
export function askBeforeLeaving(ask: (go: () => void) => boolean): () => void {
  const onLeaving = (event: Event) => {
    if (ask((event as CustomEvent<() => void>).detail)) event.preventDefault();
  };
  window.addEventListener(LEAVING, onLeaving);
  return () => window.removeEventListener(LEAVING, onLeaving);
}
