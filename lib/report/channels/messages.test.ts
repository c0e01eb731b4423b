import { expect, test } from "vitest";
import { HOSTILE, hugeReport, reportedChange, reportOf } from "#testing/reports.ts";
import { discordMessage } from "./discord/message.ts";
import { ntfyMessage } from "./ntfy/message.ts";
import { type SlackBlock, slackMessage } from "./slack/message.ts";
import { teamsMessage } from "./teams/message.ts";
import { telegramMessage } from "./telegram/message.ts";
import { cut, inTime, lines, oneLine, weight } from "./words.ts";

const failed = reportedChange("f", {
  kind: "failed",
  excerpt: { lead: "", before: "", after: "The page answered 503" },
  linesAdded: 0,
  linesRemoved: 0,
});
const recovered = reportedChange("r", { kind: "recovered", excerpt: null, failedFor: 40 * 60_000 });
const judged = reportedChange("j", {
  judgment: { meaningful: true, confidence: "high", reason: "A price rose.", meaningfulChanges: [] },
  diff: "@@ -1 +1 @@\n-Starter $19\n+Starter $24",
  pages: 3,
});
const report = reportOf([judged, failed, recovered], { more: 4 });
const hostile = reportOf(
  [
    reportedChange("h", {
      page: { url: "https://acme.example/?a=(1)&b=<2>", title: HOSTILE },
      excerpt: { lead: HOSTILE, before: HOSTILE, after: HOSTILE },
      judgment: { meaningful: false, confidence: "low", reason: HOSTILE, meaningfulChanges: [] },
      diff: `-${HOSTILE}\n+\`\`\`${HOSTILE}`,
    }),
  ],
  { title: HOSTILE, monitor: { id: "m", name: HOSTILE, link: "http://tidemark.example/monitors/m" } },
);
const empty = reportOf([], { title: "" });

/** Every text of a message, whatever it stands in. */
function textsOf(value: unknown, key = ""): [key: string, text: string][] {
  if (typeof value === "string") return [[key, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, Array.isArray(value) ? key : name));
}
const wordsOf = (value: unknown) =>
  textsOf(value)
    .filter(([key]) => key === "text")
    .map(([, text]) => text)
    .join("");

// ------------------------------------------------------------------------------------------------------------------ Slack

const slack = (of: typeof report, buttons = false) => slackMessage(of, { buttons });

test("Slack: the finding, the monitor, every change with its link, and what is left out", () => {
  const message = slack(report);
  expect(message.text).toBe("Acme pricing: Starter costs more");
  expect(message.blocks[0]).toMatchObject({
    type: "header",
    text: { type: "plain_text", text: "Starter costs more" },
  });
  const words = wordsOf(message.blocks);
  expect(words).toContain("Pricing  +2 −1 · on 3 pages · meaningful, high\nStarter $19 $24\nA price rose.");
  expect(words).toContain("Pricing  Cannot be read\nThe page answered 503");
  expect(words).toContain("Can be read again, after 40 minutes");
  expect(words).toMatch(/4 more changes, all in this check$/);
  expect(JSON.stringify(message)).toContain('"url":"http://tidemark.example/changes/j"');
});

test("Slack: buttons only where their presses are answered, each with its change", () => {
  const kinds = (blocks: SlackBlock[]) => blocks.filter(({ type }) => type === "actions");
  expect(kinds(slack(report).blocks)).toEqual([]);
  const [first, ...others] = kinds(slack(report, true).blocks);
  expect(others).toHaveLength(2);
  expect(first).toMatchObject({
    elements: [
      { action_id: "tidemark_open", url: "http://tidemark.example/changes/j" },
      { action_id: "tidemark_done", value: "j" },
      { action_id: "tidemark_noise", value: "j" },
    ],
  });
});

test("Slack: no text of a page is markup", () => {
  const message = slack(hostile);
  expect(message.text).not.toMatch(/[<>]/);
  const types = new Set(message.blocks.map(({ type }) => type));
  // Neither of these reads markup; a section with mrkdwn would.
  expect([...types].sort()).toEqual(["header", "rich_text"]);
  expect(JSON.stringify(message)).not.toContain("mrkdwn");
});

test("Slack: as much as there may be stays within its limits", () => {
  const { blocks, text } = slack(hugeReport(), true);
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(blocks[0]).toMatchObject({ text: { text: expect.stringMatching(/^.{1,150}$/) } });
  expect(text.length).toBeLessThan(4000);
  for (const [key, words] of textsOf(blocks)) expect(words.length, key).toBeLessThanOrEqual(3000);
  expect(wordsOf(blocks)).toMatch(/990 more changes/);
});

// ---------------------------------------------------------------------------------------------------------------- Discord

test("Discord: an embed for each change, linked to it", () => {
  const { embeds, allowed_mentions } = discordMessage(report);
  expect(allowed_mentions).toEqual({ parse: [] });
  expect(embeds.map(({ title, url }) => [title, url])).toEqual([
    ["Starter costs more", "http://tidemark.example/monitors/m1/checks/c1"],
    ["± Pricing", "http://tidemark.example/changes/j"],
    ["! Pricing", "http://tidemark.example/changes/f"],
    ["✓ Pricing", "http://tidemark.example/changes/r"],
  ]);
  expect(embeds[0]?.footer?.text).toBe("4 more changes in the check");
  expect(embeds[1]?.description).toContain("Starter ~~$19~~ **$24**");
  expect(embeds[1]?.description).toContain("```diff\n@@ -1 +1 @@\n-Starter $19\n+Starter $24\n```");
});

test("Discord: no text of a page is markup, and none leaves its block", () => {
  const [head, embed] = discordMessage(hostile).embeds;
  for (const words of [head?.title, head?.description, embed?.title]) {
    expect(words?.replace(/\\./g, "").replace(/^\[|\]\(http.*\)$/g, "")).not.toMatch(/[*_~`|<>@#[\]]/);
  }
  const [said = "", diff = ""] = embed?.description.split("```diff") ?? [];
  const own = said.replace(/\\./g, "").replace(/~~|\*\*/g, "");
  expect(own).not.toMatch(/[*_~`|<>@#[\]]/);
  expect(diff.match(/```/g) ?? []).toHaveLength(diff === "" ? 0 : 1);
});

test("Discord: as much as there may be stays within its limits", () => {
  const { embeds } = discordMessage(hugeReport());
  expect(embeds.length).toBeGreaterThan(1);
  expect(embeds.length).toBeLessThanOrEqual(10);
  for (const { title, description, url } of embeds) {
    expect(title.length).toBeLessThanOrEqual(256);
    expect(description.length).toBeLessThanOrEqual(4096);
    expect(url?.length ?? 0).toBeLessThanOrEqual(2048);
  }
  const all = embeds
    .map(({ title, description, footer }) => title + description + (footer?.text ?? ""))
    .join("");
  expect(all.length).toBeLessThanOrEqual(6000);
  expect(embeds[0]?.footer?.text).toBe(`${1000 - (embeds.length - 1)} more changes in the check`);
});

// ------------------------------------------------------------------------------------------------------------------ Teams

test("Teams: a card of text runs, which read no Markdown", () => {
  const card = teamsMessage(report).attachments[0]?.content;
  expect(card).toMatchObject({ type: "AdaptiveCard", version: "1.4" });
  expect(new Set(card?.body.map(({ type }) => type))).toEqual(new Set(["RichTextBlock"]));
  expect(wordsOf(card?.body)).toContain("Starter $19 $24A price rose.");
  expect(JSON.stringify(card)).toContain(
    '"selectAction":{"type":"Action.OpenUrl","url":"http://tidemark.example/changes/f"}',
  );
  expect(wordsOf(card?.body)).toMatch(/4 more changes in the check$/);
  expect(card?.actions).toEqual([
    { type: "Action.OpenUrl", title: "Open the check", url: "http://tidemark.example/monitors/m1/checks/c1" },
  ]);
});

test("Teams: as much as there may be stays under 28 KB, and says what is left out", () => {
  const message = teamsMessage(hugeReport());
  expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(28 * 1024);
  expect(wordsOf(message)).toMatch(/9\d\d more changes in the check/);
});

// ------------------------------------------------------------------------------------------------------- ntfy and Telegram

test("ntfy: plain lines; a single change is what a tap opens, and a failure is urgent", () => {
  const message = ntfyMessage(reportOf([failed]), { topic: "prices" });
  expect(message).toEqual({
    topic: "prices",
    title: "Acme pricing: Starter costs more",
    message: "! Pricing\nCannot be read: The page answered 503",
    tags: ["warning"],
    priority: 4,
    click: "http://tidemark.example/changes/f",
  });
  const several = ntfyMessage(report, { topic: "prices" });
  expect(several.click).toBe("http://tidemark.example/monitors/m1/checks/c1");
  expect(several.message).toMatch(/^± Pricing\nStarter \$19 → \$24\n[\s\S]*\n4 more changes$/);
});

test("ntfy: as much as there may be stays a message of at most 4096 bytes", () => {
  const { message, title } = ntfyMessage(hugeReport(), { topic: "t" });
  expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
  expect(message).toMatch(/\d+ more changes$/);
  expect(title.length).toBeLessThanOrEqual(250);
});

test("Telegram: HTML of its few tags, all of them closed, and the text of pages in none", () => {
  for (const of of [report, hostile, hugeReport(), empty]) {
    const { text, parse_mode } = telegramMessage(of, { chatId: "@prices" });
    expect(parse_mode).toBe("HTML");
    expect(text.length).toBeLessThanOrEqual(4096);
    const open: string[] = [];
    for (const [, slash, name] of text.matchAll(/<(\/?)(\w+)[^>]*>/g)) {
      expect(["a", "b", "s"]).toContain(name);
      if (slash) expect(open.pop()).toBe(name);
      else open.push(name ?? "");
    }
    expect(open).toEqual([]);
    expect(text.replace(/<\/?[abs]\b[^>]*>/g, "")).not.toMatch(/[<>]/);
  }
  expect(telegramMessage(report, { chatId: "1" }).text).toContain("Starter <s>$19</s> <b>$24</b>");
  expect(telegramMessage(report, { chatId: "1" }).text).toContain("4 more changes</a>");
});

// -------------------------------------------------------------------------------------------------------------- all of them

test("an empty report is a message, too", () => {
  expect(slack(empty).blocks[0]).toMatchObject({ text: { text: "Tidemark" } });
  for (const message of [discordMessage(empty), teamsMessage(empty), ntfyMessage(empty, { topic: "t" })]) {
    expect(JSON.stringify(message)).toBeTruthy();
  }
});

test.each([
  ["Slack", slack(hostile)],
  ["Discord", discordMessage(hostile)],
  ["Teams", teamsMessage(hostile)],
  ["ntfy", ntfyMessage(hostile, { topic: "t" })],
  ["Telegram", telegramMessage(hostile, { chatId: "1" })],
])("%s: no control character, no turned text and no half of a pair gets through", (_, message) => {
  for (const [key, text] of textsOf(message)) {
    expect(text.isWellFormed(), key).toBe(true);
    expect(text.replaceAll("\n", ""), key).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
});

test("words: cut between characters, times in their unit, weights of what is there", () => {
  expect(cut("ab😀cd", 4)).toBe("ab…");
  expect(cut("abcd", 4)).toBe("abcd");
  expect(oneLine("  a\r\n\tb  c ", 10)).toBe("a b c");
  expect(lines("a\r\nb\u0000\n", 10)).toBe("a\nb");
  expect([0, 60_000, 3_600_000, 90 * 60_000, 3 * 86_400_000].map(inTime)).toEqual([
    "1 minute",
    "1 minute",
    "1 hour",
    "2 hours",
    "3 days",
  ]);
  expect(weight(recovered)).toBe("+2 −1");
});
