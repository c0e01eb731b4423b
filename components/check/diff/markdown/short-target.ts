const LONGEST_PART = 40;

/** Where a link leads, in a few words: its host and the last part of its path. */
export function shortTarget(target: string): string {
  if (!URL.canParse(target)) return cut(target);
  const { protocol, host, pathname, search, hash } = new URL(target);
  if (!host) return cut(protocol === "mailto:" ? pathname : target);
  const parts = pathname.split("/").filter(Boolean);
  const last = parts.at(-1);
  const path = last === undefined ? "" : `/${parts.length > 1 ? "…/" : ""}${cut(readable(last))}`;
  return `${host}${path}${search ? "?…" : ""}${hash.length > 1 ? cut(hash) : ""}`;
}

/** Two targets in as few words as tell them apart. */
export function shortTargets(before: string, after: string): [before: string, after: string] {
  const short: [string, string] = [shortTarget(before), shortTarget(after)];
  return short[0] === short[1] ? [before, after] : short;
}

const cut = (part: string) => (part.length > LONGEST_PART ? `${part.slice(0, LONGEST_PART - 1)}…` : part);

function readable(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
