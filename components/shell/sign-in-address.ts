const HOME = "/changes";

/** The address of the sign-in page, which carries the page to come back to. */
export function signInAddress(path: string): string {
  return path === HOME ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** The page of ours that an address names. An address that would lead to another site counts as none. */
export function pageAfterSignIn(next: string | undefined): string {
  const ourOrigin = "http://here.invalid";
  // The address is read as a browser reads it, which takes out tabs, and takes "/\" and "/..//" for the beginning of
  // another host.
  if (!next?.startsWith("/") || !URL.canParse(next, ourOrigin)) return HOME;
  const { origin, pathname, search } = new URL(next, ourOrigin);
  return origin === ourOrigin && !pathname.startsWith("//") ? pathname + search : HOME;
}
