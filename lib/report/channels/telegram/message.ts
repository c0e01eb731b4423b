import {
  excerptParts,
  happened,
  leftOut,
  MARKS,
  moreInWords,
  nameOfPage,
  oneLine,
  weight,
} from "#lib/report/channels/words.ts";
import type { Report, ReportedChange } from "#lib/report/model.ts";

/** Telegram counts what is left when its tags are taken away; counting them, too, errs on the safe side. */
const MOST_CHARACTERS = 4096;
const MOST_CHANGES = 15;

export type TelegramMessage = {
  chat_id: string;
  text: string;
  parse_mode: "HTML";
  link_preview_options: { is_disabled: true };
};

/** A report as Telegram's HTML: a message with one tag left open is refused, so only whole changes are in it. */
export function telegramMessage(report: Report, { chatId }: { chatId: string }): TelegramMessage {
  const head = `<b>${html(oneLine(report.title, 250))}</b>\n${anchor(report.monitor.link, oneLine(report.monitor.name, 200))}`;
  const said = [head];
  let length = head.length + anchor(report.check.link, "999999 more changes").length + 2;
  for (const change of report.changes.slice(0, MOST_CHANGES)) {
    const part = partOf(change);
    length += part.length + 2;
    if (length > MOST_CHARACTERS) break;
    said.push(part);
  }
  const more = leftOut(report, said.length - 1);
  said.push(anchor(report.check.link, more > 0 ? moreInWords(more) : "The whole check"));
  return {
    chat_id: chatId,
    text: said.join("\n\n"),
    parse_mode: "HTML",
    link_preview_options: { is_disabled: true },
  };
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const html = (words: string): string => words.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
const anchor = (url: string, words: string): string => `<a href="${html(url)}">${html(words)}</a>`;

function partOf(change: ReportedChange): string {
  const parts = excerptParts(change);
  const beside = [happened(change), weight(change)].filter(Boolean).join(" · ");
  const excerpt = [
    parts?.lead ? html(parts.lead) : "",
    parts?.before ? `<s>${html(parts.before)}</s>` : "",
    parts?.after ? (change.kind === "changed" ? `<b>${html(parts.after)}</b>` : html(parts.after)) : "",
  ];
  return [
    `${MARKS[change.kind]} ${anchor(change.link, nameOfPage(change, 150))}${beside ? `  ${html(beside)}` : ""}`,
    excerpt.filter(Boolean).join(" "),
    change.judgment ? html(oneLine(change.judgment.reason, 300)) : "",
  ]
    .filter(Boolean)
    .join("\n");
}
