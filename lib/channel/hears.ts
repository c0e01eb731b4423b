import type { ChangeKind } from "#lib/change/model.ts";
import type { ChannelRule } from "#lib/channel/model.ts";
import type { Judgment } from "#lib/page/model.ts";
import { CONFIDENCES } from "#lib/statuses.ts";

export type HeardChange = {
  kind: ChangeKind;
  url: string;
  linesAdded: number;
  linesRemoved: number;
  judgment: Judgment | null;
};

/** Why a channel is not told of a change, as a sentence; null: it is told. */
export function whyNotHeard(rule: ChannelRule, change: HeardChange): string | null {
  const { kind, judgment, url } = change;
  if (!rule.kinds.includes(kind)) return `this channel does not hear of ${IN_WORDS[kind]}`;
  if (rule.urls.length > 0 && !rule.urls.some((pattern) => matches(pattern, url))) {
    return "the page is none of those that this channel hears of";
  }
  // A failure has no lines, and nothing judges it.
  if (kind !== "changed") return null;
  if (rule.onlyMeaningful && judgment && !judgment.meaningful) return "the change was judged to be noise";
  if (rule.minConfidence && judgment && isLess(judgment.confidence, rule.minConfidence)) {
    return `the judgment is less sure than ${rule.minConfidence}`;
  }
  if (change.linesAdded + change.linesRemoved < rule.minLines) {
    return `fewer than ${rule.minLines} lines changed`;
  }
  return null;
}

const IN_WORDS: Record<ChangeKind, string> = {
  changed: "changes",
  new: "new pages",
  removed: "pages that are gone",
  failed: "failures",
  recovered: "recoveries",
};

type Confidence = (typeof CONFIDENCES)[number];
const isLess = (one: Confidence, other: Confidence) => CONFIDENCES.indexOf(one) > CONFIDENCES.indexOf(other);

/**
 * Whether an address has this in it; with a *, whether all of it is like that. The parts between stars are looked for one
 * after the other, so the time grows with the lengths alone, whatever the pattern.
 */
export function matches(pattern: string, url: string): boolean {
  const [wanted, address] = [pattern.toLowerCase(), url.toLowerCase()];
  if (!wanted.includes("*")) return address.includes(wanted);
  const parts = wanted.split("*");
  const [first = "", last = ""] = [parts.shift(), parts.pop()];
  if (!address.startsWith(first)) return false;
  let from = first.length;
  for (const part of parts) {
    const at = address.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return address.length - last.length >= from && address.endsWith(last);
}
