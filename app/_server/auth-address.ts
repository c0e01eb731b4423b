import { pageAfterSignIn } from "#components/shell/sign-in-address.ts";
import type { SignInRefusal } from "#lib/team/model.ts";
import type { Visit } from "./auth-visit.ts";
import { requestOrigin } from "./origin.ts";

/** Where next-auth keeps, from the press of a button on, the page that the person wanted. */
const WANTED_PAGE = /^(?:__Secure-)?authjs\.callback-url$/;

/** The origin that a person's browser, and a provider that sends it back, have for us; never with a path. */
export const ownOrigin = (request: Request): string => new URL(requestOrigin(request)).origin;

export const isEncrypted = (request: Request): boolean => ownOrigin(request).startsWith("https:");

/** The sign-in page, saying why somebody was not let in, and still leading to the page they wanted. */
export function refusedAddress({ wanted }: Visit, why: SignInRefusal, provider: string | null): string {
  const query = new URLSearchParams({ refused: why });
  if (provider) query.set("by", provider);
  if (wanted && wanted !== pageAfterSignIn(undefined)) query.set("next", wanted);
  return `/sign-in?${query}`;
}

/** The cookies of a request, without a wanted page that is none of ours: next-auth would answer 500 to it. */
export function cookiesFor(request: Request): string {
  return cookiePairs(request)
    .filter(({ name, value }) => !WANTED_PAGE.test(name) || pathIn(value, ownOrigin(request)) !== undefined)
    .map(({ pair }) => pair)
    .join("; ");
}

function cookiePairs(request: Request): { name: string; value: string; pair: string }[] {
  const pairs = (request.headers.get("cookie") ?? "").split(/;\s*/);
  return pairs.map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return { name, value: value.join("="), pair };
  });
}

function pathIn(encoded: string, origin: string): string | undefined {
  try {
    const address = decodeURIComponent(encoded);
    return address.startsWith(`${origin}/`) ? address.slice(origin.length) : undefined;
  } catch {
    return undefined;
  }
}
