import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine } from "./machine.ts";
import { digits } from "./stats.ts";

/** One figure, what it is held against, and whether it reaches it. */
export type Line = {
  what: string;
  /** Null where it could not be measured, which is neither reached nor missed. */
  figure: number | null;
  unit: string;
  /** The raw ceiling or other yardstick, in the same unit. */
  ceiling: number | null;
  ratio: number | null;
  target: string | null;
  met: boolean | null;
  note: string;
};
export type Section = { title: string; about: string; lines: Line[] };

type Plain = { note?: string };

/** A figure that is only told. */
export function fact(what: string, figure: number, unit: string, { note = "" }: Plain = {}): Line {
  return { what, figure, unit, ceiling: null, ratio: null, target: null, met: null, note };
}

/** A figure that this machine cannot give, such as one of a program that is not installed. */
export function unmeasured(
  what: string,
  unit: string,
  { target, note }: { target: string; note: string },
): Line {
  return { what, figure: null, unit, ceiling: null, ratio: null, target, met: null, note };
}

/** A figure that must be at least `min` times its ceiling; without `min`, the ratio is only told. */
export function against(
  what: string,
  figure: number,
  unit: string,
  held: { ceiling: number; ratio?: number; min?: number } & Plain,
): Line {
  const ratio = held.ratio ?? figure / held.ceiling;
  const target = held.min === undefined ? null : `≥ ${held.min} of ceiling`;
  const met = held.min === undefined ? null : ratio >= held.min;
  return { what, figure, unit, ceiling: held.ceiling, ratio, target, met, note: held.note ?? "" };
}

/** A figure that must not exceed `max`. */
export function atMost(
  what: string,
  figure: number,
  unit: string,
  { max, note = "" }: { max: number } & Plain,
): Line {
  return { ...fact(what, figure, unit, { note }), target: `≤ ${digits(max)} ${unit}`, met: figure <= max };
}

/** A figure that must reach `min`. */
export function atLeast(
  what: string,
  figure: number,
  unit: string,
  { min, note = "" }: { min: number } & Plain,
): Line {
  return { ...fact(what, figure, unit, { note }), target: `≥ ${digits(min)} ${unit}`, met: figure >= min };
}

const HEAD = ["what", "figure", "ceiling", "ratio", "target", "met", "note"];

function cells({ what, figure, unit, ceiling, ratio, target, met, note }: Line): string[] {
  const verdict = met === null ? "" : met ? "met" : "NOT MET";
  return [
    what,
    figure === null ? "not measured" : `${digits(figure)} ${unit}`,
    ceiling === null ? "" : `${digits(ceiling)} ${unit}`,
    ratio === null ? "" : ratio.toFixed(2),
    target ?? "",
    verdict,
    note,
  ];
}

/** Prints a section as columns. */
export function print({ title, about, lines }: Section): void {
  const rows = [HEAD, ...lines.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  console.log(`\n${title}\n${about}`);
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

/** "12 of 13 targets met", and what could not be measured, which counts on neither side. */
export function verdict(sections: Section[]): string {
  const lines = sections.flatMap(({ lines }) => lines);
  const judged = lines.filter(({ met }) => met !== null);
  const unmeasured = lines.filter(({ figure }) => figure === null);
  const told = `${judged.filter(({ met }) => met).length} of ${judged.length} targets met`;
  return unmeasured.length === 0 ? told : `${told}, ${unmeasured.length} not measured`;
}

const folder = join(import.meta.dirname, "results");

/**
 * Writes bench/results/<name>.json and .md. A whole run is `latest` and is committed; a part of one, which says
 * less, is kept out of git.
 */
export function write(whole: boolean, machine: Machine, sections: Section[]): string {
  const path = (ending: string) => join(folder, whole ? `latest.${ending}` : `partial.${ending}.tmp`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path("json"), `${JSON.stringify({ machine, sections }, null, 2)}\n`);
  writeFileSync(path("md"), markdown(machine, sections));
  return path("md");
}

function markdown(machine: Machine, sections: Section[]): string {
  const told = Object.entries(machine).map(([name, value]) => `${name}: ${value}`);
  const row = (row: string[]) => `| ${row.join(" | ")} |`;
  const tables = sections.map(({ title, about, lines }) =>
    [`## ${title}`, "", about, "", row(HEAD), row(HEAD.map(() => "---")), ...lines.map(cells).map(row)].join(
      "\n",
    ),
  );
  const head = `# What \`npm run bench\` measured\n\n${verdict(sections)}. ${told.join(" · ")}`;
  return `${[head, ...tables].join("\n\n")}\n`;
}
