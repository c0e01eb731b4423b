const HOME = "/monitors";

/** Where to sign in, and with it the page to come back to. */
export function signInAddress(path: string): string {
  return path === HOME ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
}

/** The page of ours an address names; what would lead to anybody else's site counts as none. */
export function pageAfterSignIn(next: string | undefined): string {
  const here = "http://here.invalid";
  // As a browser will read it: it takes out tabs, and "/\" and "/..//" for the beginning of another host.
  if (!next?.startsWith("/") || !URL.canParse(next, here)) return HOME;
  const { origin, pathname, search } = new URL(next, here);
  return origin === here && !pathname.startsWith("//") ? pathname + search : HOME;
}
