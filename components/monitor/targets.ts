import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { kindOf, knownPages as pagesOf } from "#lib/target/kinds.ts";

type Target = MonitorAnswer["targets"][number];

const addressesOf = (target: Target) => kindOf(target).addresses(target);
const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url);

const counted = new WeakMap<Target[], number | null>();

/** How many pages a check will fetch, where that is known beforehand. */
export function knownPages(targets: Target[]): number | null {
  // A running check draws its row many times a second, and ten thousand addresses take a while to read.
  const known = counted.get(targets);
  if (known !== undefined) return known;
  const pages = pagesOf(targets);
  counted.set(targets, pages);
  return pages;
}

/** What is watched, in few words: "acme.com", "3 pages". */
export function targetsInWords(targets: Target[]): { place: string; amount: string } {
  const hosts = [...new Set(targets.flatMap(addressesOf).map(hostOf))];
  const queries = targets.flatMap((target) => kindOf(target).questions(target));
  const [first = queries[0] ? `“${queries[0]}”` : "nothing"] = hosts;
  const place = hosts.length > 1 ? `${first} +${hosts.length - 1}` : first;
  const pages = knownPages(targets);
  if (pages !== null)
    return { place, amount: pages === 1 ? "1 page" : `${pages.toLocaleString("en")} pages` };
  const kinds = new Set(targets.map((target) => kindOf(target).name));
  return { place, amount: [...kinds].join(", ") };
}

const MOST_IN_TITLE = 12;

/** The addresses themselves, for whoever points at the words. */
export function targetsTitle(targets: Target[]): string {
  const urls = targets.flatMap(addressesOf);
  const rest = urls.length - MOST_IN_TITLE;
  return [...urls.slice(0, MOST_IN_TITLE), ...(rest > 0 ? [`and ${rest} more`] : [])].join("\n");
}
