import { badRequest } from "#lib/errors.ts";
import { happened, inPlain, leftOut, nameOfPage, oneLine } from "#lib/report/channels/words.ts";
import type { Report, ReportedChange } from "#lib/report/model.ts";

/** Beyond this a template, or what it becomes, is refused. */
const MOST_CHARACTERS = 100_000;
const MOST_CHANGES = 50;

/** What a placeholder stands for. `changes` and `report` are JSON themselves and fit only where JSON does. */
const VALUES = {
  title: (report: Report) => report.title,
  text: (report: Report) => asText(report),
  link: (report: Report) => report.check.link,
  "monitor.name": (report: Report) => report.monitor.name,
  "monitor.link": (report: Report) => report.monitor.link,
  "monitor.id": (report: Report) => report.monitor.id,
  "check.id": (report: Report) => report.check.id,
  "check.status": (report: Report) => report.check.status,
  "check.finishedAt": (report: Report) => report.check.finishedAt.toISOString(),
  "team.name": (report: Report) => report.team.name,
  "counts.changed": (report: Report) => String(report.check.counts.changed),
  "counts.new": (report: Report) => String(report.check.counts.new),
  "counts.removed": (report: Report) => String(report.check.counts.removed),
  "counts.failed": (report: Report) => String(report.check.counts.error),
} as const;
const WHOLE = {
  changes: (report: Report) => report.changes.slice(0, MOST_CHANGES).map(changeAsData),
} as const;

/** The names that may stand between braces. */
export const PLACEHOLDERS = [...Object.keys(VALUES), ...Object.keys(WHOLE)];

const PLACEHOLDER = /\{\{\s*([\w.]*)\s*\}\}/g;

type Form = "json" | "form" | "xml" | "text";

/** How a value is written into a body of this content type, so that it never ends what it stands in. */
export function formOf(contentType: string): Form {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (/[/+]json$/.test(type)) return "json";
  if (type === "application/x-www-form-urlencoded") return "form";
  return /[/+](xml|html)$/.test(type) ? "xml" : "text";
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const ESCAPES: Record<Form, (value: string) => string> = {
  // Without its quotes: the template has them.
  json: (value) => JSON.stringify(value.toWellFormed()).slice(1, -1),
  form: (value) => encodeURIComponent(value.toWellFormed()),
  xml: (value) =>
    value.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, "").replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign),
  text: (value) => value,
};

/**
 * The body that a template becomes for a report.
 * @throws BAD_REQUEST for a name that is no placeholder, and for JSON that would not be JSON
 */
export function fillTemplate(template: string, report: Report, contentType: string): string {
  const form = formOf(contentType);
  const filled = template.replace(PLACEHOLDER, (_, name: string) => written(name, report, form));
  if (filled.length > MOST_CHARACTERS) {
    throw badRequest(`The body would have over ${MOST_CHARACTERS} characters. Leave out what is not needed.`);
  }
  if (form === "json") requireJson(filled);
  return filled;
}

function written(name: string, report: Report, form: Form): string {
  if (Object.hasOwn(VALUES, name)) return ESCAPES[form](VALUES[name as keyof typeof VALUES](report));
  if (Object.hasOwn(WHOLE, name)) {
    const json = JSON.stringify(WHOLE[name as keyof typeof WHOLE](report));
    return form === "json" ? json : ESCAPES[form](json);
  }
  throw badRequest(`{{${name}}} is no placeholder. Use one of: ${PLACEHOLDERS.join(", ")}.`);
}

function requireJson(body: string): void {
  try {
    JSON.parse(body);
  } catch (error) {
    throw badRequest(
      `The body would not be JSON: ${(error as Error).message}. Put text in quotes ("{{title}}"), and {{changes}} without.`,
    );
  }
}

function asText(report: Report): string {
  const shown = report.changes.slice(0, MOST_CHANGES);
  const more = leftOut(report, shown.length);
  const told = shown.map((change) => `${nameOfPage(change, 200)}: ${inPlain(change)}\n${change.link}`);
  return [report.title, ...told, ...(more > 0 ? [`${more} more: ${report.check.link}`] : [])].join("\n");
}

const changeAsData = (change: ReportedChange) => ({
  id: change.id,
  kind: change.kind,
  url: change.page.url,
  title: change.page.title,
  link: change.link,
  text: oneLine([happened(change), inPlain(change)].filter(Boolean).join(" "), 500),
  before: change.excerpt?.before ?? null,
  after: change.excerpt?.after ?? null,
  linesAdded: change.linesAdded,
  linesRemoved: change.linesRemoved,
  meaningful: change.judgment?.meaningful ?? null,
});
