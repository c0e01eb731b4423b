import {
  excerptParts,
  happened,
  leftOut,
  lines,
  MARKS,
  moreInWords,
  nameOfPage,
  oneLine,
  weight,
} from "#lib/report/channels/words.ts";
import type { Report, ReportedChange } from "#lib/report/model.ts";

/** Teams takes 28 KB with everything around the card. */
const MOST_BYTES = 24_000;
const MOST_CHANGES = 10;
const LONGEST_DIFF = 1500;

type Run = {
  type: "TextRun";
  text: string;
  weight?: "Bolder";
  size?: "Large";
  isSubtle?: true;
  strikethrough?: true;
  fontType?: "Monospace";
  selectAction?: { type: "Action.OpenUrl"; url: string };
};
type RichTextBlock = { type: "RichTextBlock"; spacing?: "Medium" | "Small"; inlines: Run[] };
export type AdaptiveCard = {
  $schema: string;
  type: "AdaptiveCard";
  version: "1.4";
  msteams: { width: "Full" };
  body: RichTextBlock[];
  actions: { type: "Action.OpenUrl"; title: string; url: string }[];
};
export type TeamsMessage = {
  type: "message";
  attachments: {
    contentType: "application/vnd.microsoft.card.adaptive";
    contentUrl: null;
    content: AdaptiveCard;
  }[];
};

/**
 * A report as an adaptive card. All text stands in text runs, which are shown as they are: a TextBlock would take what a page
 * wrote for Markdown.
 */
export function teamsMessage(report: Report): TeamsMessage {
  for (let shown = Math.min(MOST_CHANGES, report.changes.length); ; shown--) {
    const message = withChanges(report, shown);
    if (shown === 0 || Buffer.byteLength(JSON.stringify(message)) <= MOST_BYTES) return message;
  }
}

function withChanges(report: Report, shown: number): TeamsMessage {
  const more = leftOut(report, shown);
  const content: AdaptiveCard = {
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    type: "AdaptiveCard",
    version: "1.4",
    msteams: { width: "Full" },
    body: [
      block([run(oneLine(report.title, 250), { weight: "Bolder", size: "Large" })]),
      block([linked(oneLine(report.monitor.name, 250), report.monitor.link)], "Small"),
      ...report.changes.slice(0, shown).flatMap(blocksOf),
      ...(more > 0 ? [block([run(`${moreInWords(more)} in the check`, { isSubtle: true })], "Medium")] : []),
    ],
    actions: [{ type: "Action.OpenUrl", title: "Open the check", url: report.check.link }],
  };
  return {
    type: "message",
    attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content }],
  };
}

const run = (text: string, more: Partial<Run> = {}): Run => ({ type: "TextRun", text, ...more });
const linked = (text: string, url: string, more: Partial<Run> = {}): Run =>
  run(text, { ...more, selectAction: { type: "Action.OpenUrl", url } });
const block = (inlines: Run[], spacing?: RichTextBlock["spacing"]): RichTextBlock => ({
  type: "RichTextBlock",
  ...(spacing && { spacing }),
  inlines,
});

function blocksOf(change: ReportedChange): RichTextBlock[] {
  const parts = excerptParts(change);
  const beside = [happened(change), weight(change)].filter(Boolean).join(" · ");
  const said: Run[] = [
    ...(parts?.lead ? [run(`${parts.lead} `)] : []),
    ...(parts?.before ? [run(parts.before, { strikethrough: true })] : []),
    ...(parts?.before && parts.after ? [run(" ")] : []),
    ...(parts?.after ? [run(parts.after, change.kind === "changed" ? { weight: "Bolder" } : {})] : []),
  ];
  const diff = change.diff && lines(change.diff, LONGEST_DIFF);
  return [
    block(
      [
        run(`${MARKS[change.kind]} `),
        linked(nameOfPage(change, 200), change.link, { weight: "Bolder" }),
        ...(beside ? [run(`  ${beside}`, { isSubtle: true })] : []),
      ],
      "Medium",
    ),
    ...(said.length > 0 ? [block(said, "Small")] : []),
    ...(change.judgment
      ? [block([run(oneLine(change.judgment.reason, 300), { isSubtle: true })], "Small")]
      : []),
    ...(diff ? [block([run(diff, { fontType: "Monospace" })], "Small")] : []),
  ];
}
