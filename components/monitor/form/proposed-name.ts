import type { AnyTarget } from "#lib/target/kinds.ts";
import { kindOf } from "#lib/target/kinds.ts";

/** As long as a name may be. */
const LONGEST = 256;

/** The addresses that the targets name, in the order of their blocks. */
export function addressesOf(targets: AnyTarget[]): string[] {
  return targets.flatMap((target) => kindOf(target).addresses(target));
}

/** What a monitor of these targets may be called: as a page of it that was tried calls itself, else by its first address. */
export function proposedName(
  targets: AnyTarget[],
  tried: { url: string; title: string | null } | null,
): string {
  const addresses = addressesOf(targets);
  const title = tried && addresses.includes(tried.url) ? tried.title?.trim() : undefined;
  if (title) return title.slice(0, LONGEST);
  const [first] = addresses;
  if (first) return hostAndPath(first).slice(0, LONGEST);
  const [question = ""] = targets.flatMap((target) => kindOf(target).questions(target));
  return question.slice(0, LONGEST);
}

/** "acme.com/pricing" */
function hostAndPath(address: string): string {
  if (!URL.canParse(address)) return address;
  const { host, pathname } = new URL(address);
  return host.replace(/^www\./, "") + readable(pathname).replace(/\/+$/, "");
}

function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
