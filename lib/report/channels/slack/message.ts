import {
  cut,
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

// Block Kit: a header has 150 characters, a message 50 blocks, a button's value 2000 and its address 3000.

const MOST_CHANGES = 10;
const MOST_WITH_BUTTONS = 5;
const LONGEST_HEADER = 150;
const LONGEST_URL = 3000;
const LONGEST_DIFF = 2500;

type Style = { bold?: true; strike?: true };
type Rich =
  | { type: "text"; text: string; style?: Style }
  | { type: "link"; url: string; text: string; style?: Style };
export type SlackBlock = { type: string; [key: string]: unknown };
export type SlackMessage = { text: string; blocks: SlackBlock[]; unfurl_links: false; unfurl_media: false };

export type SlackOptions = {
  /** Whether "Done" and "Noise" are answered: a signing secret is configured. */
  buttons: boolean;
};

/**
 * A report as Slack's blocks. What a page or a person wrote stands in rich text, which Slack shows as it is: no text of a page
 * becomes a mention, a link or bold.
 */
export function slackMessage(report: Report, { buttons }: SlackOptions): SlackMessage {
  const shown = report.changes.slice(0, MOST_CHANGES);
  const title = oneLine(report.title, LONGEST_HEADER) || "Tidemark";
  return {
    // Notifications and screen readers have this one.
    text: escaped(cut(`${report.monitor.name}: ${title}`, 500)),
    blocks: [
      { type: "header", text: { type: "plain_text", text: title, emoji: false } },
      rich([link(report.monitor.link, oneLine(report.monitor.name, 200)), text(` · ${counted(report)}`)]),
      ...shown.flatMap((change, index) => blocksOf(change, buttons && index < MOST_WITH_BUTTONS)),
      ...rest(report, shown.length),
    ],
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** Slack's three signs of control, in what it takes for markup. */
export const escaped = (words: string): string =>
  oneLine(words, words.length).replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const text = (words: string, style?: Style): Rich => ({ type: "text", text: words, ...(style && { style }) });
const link = (url: string, words: string, style?: Style): Rich => ({
  type: "link",
  url: url.slice(0, LONGEST_URL),
  text: words || url,
  ...(style && { style }),
});
const rich = (elements: Rich[]): SlackBlock => ({
  type: "rich_text",
  elements: [{ type: "rich_text_section", elements }],
});

function counted({ check: { counts } }: Report): string {
  const parts = (["changed", "new", "removed", "error"] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind === "error" ? "failed" : kind}`);
  return parts.join(", ") || "nothing changed";
}

function blocksOf(change: ReportedChange, buttons: boolean): SlackBlock[] {
  const words = happened(change);
  const head = [text(`${MARKS[change.kind]} `), link(change.link, nameOfPage(change, 150), { bold: true })];
  const beside = weight(change);
  const body = excerpt(change);
  const elements: Rich[] = [
    ...head,
    ...(words ? [text(`  ${words}`)] : []),
    ...(beside ? [text(`  ${beside}`)] : []),
    ...(body.length > 0 ? [text("\n"), ...body] : []),
    ...(change.judgment ? [text(`\n${oneLine(change.judgment.reason, 300)}`)] : []),
  ];
  return [rich(elements), ...diffOf(change), ...(buttons ? [actions(change)] : [])];
}

function excerpt(change: ReportedChange): Rich[] {
  const parts = excerptParts(change);
  if (!parts) return [];
  return [
    ...(parts.lead ? [text(`${parts.lead} `)] : []),
    ...(parts.before ? [text(parts.before, { strike: true })] : []),
    ...(parts.before && parts.after ? [text(" ")] : []),
    ...(parts.after ? [text(parts.after, change.kind === "changed" ? { bold: true } : undefined)] : []),
  ];
}

function diffOf({ diff }: ReportedChange): SlackBlock[] {
  const shown = diff && lines(diff, LONGEST_DIFF);
  if (!shown) return [];
  const elements = [{ type: "text", text: shown }];
  return [{ type: "rich_text", elements: [{ type: "rich_text_preformatted", elements }] }];
}

/** What a press tells /api/slack/actions. */
export const DONE_ACTION = "tidemark_done";
export const NOISE_ACTION = "tidemark_noise";

function actions({ id, link: url }: ReportedChange): SlackBlock {
  const button = (words: string, action_id: string, more: object) => ({
    type: "button",
    text: { type: "plain_text", text: words },
    action_id,
    ...more,
  });
  return {
    type: "actions",
    block_id: `change_${id}`,
    elements: [
      button("Open", "tidemark_open", { url: url.slice(0, LONGEST_URL) }),
      button("Done", DONE_ACTION, { value: id }),
      button("Noise", NOISE_ACTION, { value: id }),
    ],
  };
}

function rest(report: Report, shown: number): SlackBlock[] {
  const more = leftOut(report, shown);
  const words = more > 0 ? `${moreInWords(more)}, all in this check` : "The whole check";
  return [rich([link(report.check.link, words)])];
}
