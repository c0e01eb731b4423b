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

// Discord takes 10 embeds, 256 characters of a title, 4096 of a description, 2048 of a footer, and 6000 of all of them.

const MOST_EMBEDS = 10;
const MOST_CHARACTERS = 6000;
const LONGEST_TITLE = 256;
const LONGEST_DESCRIPTION = 1500;
const LONGEST_URL = 2048;

const COLOURS: Record<ReportedChange["kind"], number> = {
  changed: 0xb7791f,
  new: 0x2f855a,
  removed: 0x718096,
  failed: 0xc53030,
  recovered: 0x2f855a,
};

export type DiscordEmbed = {
  title: string;
  url?: string;
  description: string;
  color: number;
  footer?: { text: string };
};
export type DiscordMessage = {
  content: string;
  embeds: DiscordEmbed[];
  allowed_mentions: { parse: [] };
};

/** A report as Discord's embeds: one of each change, as many as one message may have. */
export function discordMessage(report: Report): DiscordMessage {
  const head: DiscordEmbed = {
    title: escapedWithin(report.title, LONGEST_TITLE),
    ...addressed(report.check.link),
    description: `[${escapedWithin(report.monitor.name, 200)}](${inBrackets(report.monitor.link)})`,
    color: COLOURS.changed,
  };
  const embeds = [head];
  // Kept for the line that says how many are left out.
  let left = MOST_CHARACTERS - lengthOf(head) - 60;
  for (const change of report.changes) {
    const embed = embedOf(change);
    left -= lengthOf(embed);
    if (embeds.length === MOST_EMBEDS || left < 0) break;
    embeds.push(embed);
  }
  const more = leftOut(report, embeds.length - 1);
  if (more > 0) head.footer = { text: `${moreInWords(more)} in the check` };
  return { content: "", embeds, allowed_mentions: { parse: [] } };
}

const lengthOf = ({ title, description, footer }: DiscordEmbed) =>
  title.length + description.length + (footer?.text.length ?? 0);

function embedOf(change: ReportedChange): DiscordEmbed {
  const { kind, link, judgment, diff } = change;
  const parts = excerptParts(change);
  const before = parts?.before ? `~~${escaped(parts.before)}~~` : "";
  const after = parts?.after
    ? kind === "changed"
      ? `**${escaped(parts.after)}**`
      : escaped(parts.after)
    : "";
  const said = [
    [happened(change), weight(change)].filter(Boolean).join(" · "),
    [parts ? escaped(parts.lead) : "", before, after].filter(Boolean).join(" "),
    judgment ? escaped(oneLine(judgment.reason, 300)) : "",
  ].filter(Boolean);
  const room = LONGEST_DESCRIPTION - said.join("\n").length;
  if (diff && room > 100)
    said.push(`\`\`\`diff\n${lines(diff, room - 30).replaceAll("```", "`\u200b``")}\n\`\`\``);
  const title = `${MARKS[kind]} ${escapedWithin(nameOfPage(change, 200), LONGEST_TITLE - 2)}`;
  return { title, ...addressed(link), description: said.join("\n"), color: COLOURS[kind] };
}

/** A longer address would be refused with all of the message. */
const addressed = (url: string) => (url.length <= LONGEST_URL ? { url } : {});
const inBrackets = (url: string) =>
  url
    .replace(/[()\s<>]/g, encodeURIComponent)
    .replace(/\(/g, "%28")
    .replace(/\)/g, "%29");

/** Every sign that Discord takes for markup, a mention, a link or a time. */
export const escaped = (words: string): string =>
  words.replace(/[\\*_~`|>#[\]()<@:\-+.]/g, (sign) => `\\${sign}`);

/** Escaped, and cut so that this stays within its bound. */
function escapedWithin(words: string, most: number): string {
  let shown = oneLine(words, most);
  while (escaped(shown).length > most) {
    shown = oneLine(
      shown,
      Math.max(1, shown.length - Math.max(1, Math.ceil((escaped(shown).length - most) / 2))),
    );
  }
  return escaped(shown);
}
