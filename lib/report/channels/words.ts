import type { Report, ReportedChange } from "#lib/report/model.ts";

// What all channels say of a report, each in its own markup.

/**
 * Text of a page or a person as one line that a message may carry: without control characters, marks that turn the order of
 * the letters around, and half surrogate pairs; at most `most` characters.
 */
export function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, "")
    .replace(/ {2,}/g, " ")
    .trim();
  return cut(line, most);
}

/** As oneLine, with its lines. */
export function lines(text: string, most: number): string {
  return cut(text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, "").trimEnd(), most);
}

/** At most so many UTF-16 units, as services count; never half of a surrogate pair. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, Math.max(0, most - 1)).replace(/[\ud800-\udbff]$/, "")}…`;
}

export const MARKS: Record<ReportedChange["kind"], string> = {
  changed: "±",
  new: "+",
  removed: "−",
  failed: "!",
  recovered: "✓",
};

export const nameOfPage = ({ page }: ReportedChange, most: number): string =>
  oneLine(page.title || page.url.replace(/^https?:\/\//, ""), most);

/** What happened to a page beside its excerpt, or null where the excerpt says it. */
export function happened({ kind, failedFor }: ReportedChange): string | null {
  switch (kind) {
    case "changed":
      return null;
    case "new":
      return "New page";
    case "removed":
      return "Gone";
    case "failed":
      return "Cannot be read";
    case "recovered":
      return failedFor === null ? "Can be read again" : `Can be read again, after ${inTime(failedFor)}`;
  }
}

const UNITS: [ms: number, name: string][] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

export function inTime(ms: number): string {
  const [unit, name] = UNITS.find(([least]) => ms >= least) ?? [60_000, "minute"];
  const count = Math.max(1, Math.round(ms / unit));
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** How much differs and what was thought of it: "+2 −2 · 12 pages · meaningful, high". */
export function weight({ linesAdded, linesRemoved, pages, judgment }: ReportedChange): string {
  const parts = [
    linesAdded + linesRemoved > 0 ? `+${linesAdded} −${linesRemoved}` : "",
    pages > 1 ? `on ${pages} pages` : "",
    judgment ? `${judgment.meaningful ? "meaningful" : "likely noise"}, ${judgment.confidence}` : "",
  ];
  return parts.filter(Boolean).join(" · ");
}

/** The excerpt of a change, bounded, in the parts that a channel sets apart; null where there is none to show. */
export function excerptParts({ kind, excerpt }: ReportedChange, most = 300) {
  if (!excerpt) return null;
  const [lead, before, after] = [excerpt.lead, excerpt.before, excerpt.after].map((part) =>
    oneLine(part, most),
  );
  // Of a failure the sentence stands where a change has its new words.
  return { lead: lead ?? "", before: kind === "failed" ? "" : (before ?? ""), after: after ?? "" };
}

/** A change in one plain line, for channels without markup. */
export function inPlain(change: ReportedChange, most = 300): string {
  const parts = excerptParts(change, most);
  const turn = parts
    ? [
        parts.lead,
        parts.before && parts.after
          ? `${parts.before} → ${parts.after}`
          : parts.before
            ? `${parts.before} (removed)`
            : parts.after,
      ]
        .filter(Boolean)
        .join(" ")
    : "";
  return oneLine([happened(change), turn].filter(Boolean).join(": ") || "Changed", most);
}

export const moreInWords = (count: number): string => `${count} more ${count === 1 ? "change" : "changes"}`;

/** How many changes a message leaves out that shows only so many of them. */
export const leftOut = (report: Report, shown: number): number => report.changes.length - shown + report.more;
