import { createHash } from "node:crypto";
import { describeDifference } from "#lib/change/index.ts";
import { diffText, packText } from "#lib/page/index.ts";

/** Pages that read alike but for what they sell, and what each says from version to version. */
export const TEMPLATES = 16;
export const VERSIONS = 6;

const THINGS = [
  "Harbour crane",
  "Tide table",
  "Rope, 40 m",
  "Pilot boat",
  "Mooring",
  "Chart plotter",
  "Foghorn",
  "Buoy",
  "Life vest",
  "Anchor",
  "Compass",
  "Deck paint",
  "Winch",
  "Lantern",
  "Log book",
  "Berth",
];

const price = (template: number, version: number) =>
  19 + template * 7 + version * (template % 3 === 0 ? -2 : 5);

function textOf(template: number, version: number): string {
  const thing = THINGS[template % THINGS.length] ?? "Thing";
  const plans = ["Starter", "Crew", "Fleet"].map((plan, index) => {
    const now = price(template, index === template % 3 ? version : 0) * (index + 1);
    return `## ${plan}\n\n${thing} for ${(index + 1) * 5} people\n\n**$${now}** a month, billed yearly\n\n- Support by mail\n- ${index + 1} berths\n`;
  });
  const news =
    version > 1
      ? `\n## News\n\nEdition ${version} of the ${thing.toLowerCase()} ships in week ${30 + version}.\n`
      : "";
  const terms = `## Terms\n\nNotice: ${version > 3 ? "30" : "14"} days. Prices are without tax. Returned goods are taken back within ${10 + template} days.\n`;
  return `# ${thing}\n\nAll that is to be known of the ${thing.toLowerCase()}, in one place.\n\n${plans.join("\n")}${news}\n${terms}`;
}

/** A version of a template, with the difference from the version before. */
export type SampleText = {
  t: number;
  v: number;
  title: string;
  hash: Buffer;
  size: number;
  content: Buffer;
  diff: Buffer | null;
  diffSize: number | null;
  excerpt: string | null;
  added: number;
  removed: number;
  groupHash: Buffer | null;
  differenceHash: Buffer | null;
};

/** Every version of every template, made as a check makes it. */
export async function sampleTexts(): Promise<SampleText[]> {
  const samples: SampleText[] = [];
  for (let t = 0; t < TEMPLATES; t++) {
    for (let v = 0; v < VERSIONS; v++) samples.push(await sampleText(t, v));
  }
  return samples;
}

async function sampleText(t: number, v: number): Promise<SampleText> {
  const text = textOf(t, v);
  const difference = v > 0 ? diffText(textOf(t, v - 1), text) : null;
  const change = difference && describeDifference("text", difference);
  return {
    t,
    v,
    title: THINGS[t] ?? "Thing",
    hash: createHash("sha256").update(text).digest(),
    size: Buffer.byteLength(text),
    content: await packText(text),
    diff: difference && (await packText(difference.text)),
    diffSize: difference?.text.length ?? null,
    excerpt: change?.excerpt ? JSON.stringify(change.excerpt) : null,
    added: change?.linesAdded ?? 0,
    removed: change?.linesRemoved ?? 0,
    groupHash: change?.groupHash ?? null,
    differenceHash: change?.differenceHash ?? null,
  };
}
