import type { FieldIssue } from "#components/data/api.ts";
import type { Draft } from "#components/monitor/form/draft.ts";
import type { BlockRefusals, Fields } from "#components/target/form.ts";
import { formOf } from "#components/target/forms.ts";

export type FieldId = "name" | "schedule" | "timezone" | "retentionDays";

/** What is wrong, by field and by block; `form` is what no field can mend. */
export type Refusals = {
  fields: Partial<Record<FieldId | "form", string>>;
  blocks: Record<string, BlockRefusals>;
};

export const NONE: Refusals = { fields: {}, blocks: {} };

export function isRefused({ fields, blocks }: Refusals): boolean {
  return [fields, ...Object.values(blocks)].some((refusals) => Object.keys(refusals).length > 0);
}

type Place = { block?: string; field: string; subject: string };

/** Where a refused path is in the form. */
function placeOf(path: string, draft: Draft): Place {
  if (path === "name") return { field: "name", subject: "The name" };
  if (path === "retentionDays") return { field: "retentionDays", subject: "Retention" };
  if (path === "schedule.timezone") return { field: "timezone", subject: "This" };
  if (path.startsWith("schedule")) return { field: "schedule", subject: "This" };
  const [, index, within = ""] = /^targets\.(\d+)(?:\.(.+))?$/.exec(path) ?? [];
  const block = index === undefined ? undefined : draft.targets[Number(index)];
  const form = block && formOf(block.type);
  if (form)
    return { block: block.key, ...(form.placeOf?.(within, block.fields) ?? firstPart(within, block.fields)) };
  if (block) return { field: "form", subject: `Target ${Number(index) + 1}` };
  return { field: "form", subject: path === "targets" ? "A monitor" : path || "This" };
}

function firstPart(path: string, fields: Fields) {
  const [field = ""] = path.split(".");
  return { field: field in fields ? field : "block", subject: "This" };
}

const MOST = 3;

/** Refused paths as sentences at their fields. */
export function refusalsOf(issues: FieldIssue[], draft: Draft): Refusals {
  const places = issues.map(({ path, message }) => {
    const place = placeOf(path, draft);
    // A message is either a predicate ("must not be empty") or a sentence of its own.
    const whole = /^[a-z]/.test(message) ? `${place.subject} ${message}` : message;
    return { ...place, sentence: whole.replace(/\.?$/, ".") };
  });
  const sentences = (block: string | undefined) => {
    const here = Map.groupBy(
      places.filter((place) => place.block === block),
      ({ field }) => field,
    );
    return Object.fromEntries(
      [...here].map(([field, said]) => [field, joined(said.map(({ sentence }) => sentence))]),
    );
  };
  const refused = new Set(places.flatMap(({ block }) => block ?? []));
  return {
    fields: sentences(undefined),
    blocks: Object.fromEntries([...refused].map((block) => [block, sentences(block)])),
  };
}

function joined(said: string[]): string {
  const rest = said.length - MOST;
  return [...said.slice(0, MOST), ...(rest > 0 ? [`And ${rest} more.`] : [])].join(" ");
}

/** What the API never gets to see: what cannot be put into a body, or would not do what it says. */
export function unreadable(draft: Draft, before: Draft | null): Refusals {
  const days = draft.retentionDays.trim();
  const blocks = draft.targets.flatMap(({ key, type, fields }) => {
    const form = formOf(type);
    const known = before?.targets.find((block) => block.key === key && block.type === type);
    const found = form?.unreadable?.(fields, known?.fields ?? form.empty) ?? {};
    return Object.keys(found).length > 0 ? [[key, found] as const] : [];
  });
  return {
    fields: /^\d+$/.test(days) ? {} : { retentionDays: "Write a whole number of days from 1 to 365." },
    blocks: Object.fromEntries(blocks),
  };
}

/** Of the same field, what `later` says. */
export function mergedRefusals(first: Refusals, later: Refusals): Refusals {
  const keys = new Set([...Object.keys(first.blocks), ...Object.keys(later.blocks)]);
  return {
    fields: { ...first.fields, ...later.fields },
    blocks: Object.fromEntries([...keys].map((key) => [key, { ...first.blocks[key], ...later.blocks[key] }])),
  };
}
