import type { MonitorAnswer } from "#lib/monitor/model.ts";

type Target = MonitorAnswer["targets"][number];

/** The texts in a list of a target, whose other fields we need not know. */
export const strings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];

/** The addresses a target names, in the order given. */
export function urlsOf(target: Target): string[] {
  if (target.type === "scrape") return strings(target.urls);
  return typeof target.url === "string" ? [target.url] : [];
}

const hrefOf = (url: string) => (URL.canParse(url) ? new URL(url).href : url);
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url);

const counted = new WeakMap<Target[], number | null>();

/** How many pages a check will fetch, where that is known beforehand. */
export function knownPages(targets: Target[]): number | null {
  // A running check draws its row many times a second, and ten thousand addresses take a while to read.
  const known = counted.get(targets);
  if (known !== undefined) return known;
  const pages = countPages(targets);
  counted.set(targets, pages);
  return pages;
}

function countPages(targets: Target[]): number | null {
  if (targets.some((target) => target.type !== "scrape")) return null;
  return targets.reduce((sum, target) => sum + new Set(urlsOf(target).map(hrefOf)).size, 0);
}

/** What is watched, in few words: "acme.com", "3 pages". */
export function targetsInWords(targets: Target[]): { place: string; amount: string } {
  const hosts = [...new Set(targets.flatMap(urlsOf).map(hostOf))];
  const queries = targets.flatMap((target) => strings(target.queries));
  const [first = queries[0] ? `“${queries[0]}”` : "nothing"] = hosts;
  const place = hosts.length > 1 ? `${first} +${hosts.length - 1}` : first;
  const pages = knownPages(targets);
  if (pages !== null)
    return { place, amount: pages === 1 ? "1 page" : `${pages.toLocaleString("en")} pages` };
  const kinds = new Set(targets.map((target) => (target.type === "scrape" ? "pages" : target.type)));
  return { place, amount: [...kinds].join(", ") };
}

const MOST_IN_TITLE = 12;

/** The addresses themselves, for whoever points at the words. */
export function targetsTitle(targets: Target[]): string {
  const urls = targets.flatMap(urlsOf);
  const rest = urls.length - MOST_IN_TITLE;
  return [...urls.slice(0, MOST_IN_TITLE), ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}
