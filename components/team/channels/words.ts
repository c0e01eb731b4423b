import type { ChannelAnswer, ChannelRule } from "#lib/channel/model.ts";
import { CHANGE_KINDS } from "#lib/statuses.ts";

export const KIND_WORDS: Record<ChannelRule["kinds"][number], string> = {
  changed: "Changes",
  new: "New pages",
  removed: "Pages that are gone",
  failed: "Failures",
  recovered: "Recoveries",
};

/** What a channel hears of, in a few words. */
export function hearsInWords({ monitorIds, rule }: Pick<ChannelAnswer, "monitorIds" | "rule">): string {
  const whom =
    monitorIds === null
      ? "all monitors"
      : `${monitorIds.length} ${monitorIds.length === 1 ? "monitor" : "monitors"}`;
  const parts = [
    rule.kinds.length < CHANGE_KINDS.length
      ? rule.kinds.map((kind) => KIND_WORDS[kind].toLowerCase()).join(", ") || "nothing"
      : "",
    rule.onlyMeaningful ? "only meaningful" : "",
    rule.minConfidence ? `at least ${rule.minConfidence}` : "",
    rule.urls.length > 0 ? `some pages` : "",
    rule.minLines > 0 ? `from ${rule.minLines} lines` : "",
  ].filter(Boolean);
  return ["hears of", whom, parts.length > 0 ? `(${parts.join("; ")})` : ""].filter(Boolean).join(" ");
}
