import { cronOfPhrase, phraseOf } from "#components/monitor/form/phrases.ts";
import type { Fields } from "#components/target/form.ts";
import { formOf, targetForms } from "#components/target/forms.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import { parseScheduleText } from "#lib/monitor/schedule/index.ts";
import type { AnyTarget } from "#lib/target/kinds.ts";

/** A target as its block has it; one of a kind without a form has no fields and stays as it is stored. */
export type TargetDraft = {
  /** Of the block, as long as the form is open. */
  key: string;
  type: string;
  stored: AnyTarget | null;
  fields: Fields;
};

/** What is in the form, as typed. */
export type Draft = {
  /** Null: what is proposed. */
  name: string | null;
  targets: TargetDraft[];
  scheduleAs: "text" | "cron";
  text: string;
  cron: string;
  /** Empty: the browser's. */
  timezone: string;
  retentionDays: string;
};

/** What a new monitor's form is filled in with; targets as the API takes them. */
export type Prefill = Partial<Omit<Draft, "targets">> & {
  targets?: { type: string; [field: string]: unknown }[];
};

let blocks = 0;
const nextKey = () => `block ${++blocks}`;

/** An empty block of a kind, of the first one when none is named. */
export function newBlock(type = targetForms()[0]?.type ?? ""): TargetDraft {
  return { key: nextKey(), type, stored: null, fields: formOf(type)?.empty ?? {} };
}

/** The block of a stored target. */
function blockOf(stored: AnyTarget): TargetDraft {
  return { key: stored.id, type: stored.type, stored, fields: formOf(stored.type)?.fieldsOf(stored) ?? {} };
}

export function newDraft({ targets, ...prefill }: Prefill = {}): Draft {
  const filled = targets?.map((target) => ({ ...blockOf({ id: nextKey(), ...target }), stored: null }));
  return {
    name: null,
    targets: filled ?? [newBlock()],
    scheduleAs: "text",
    text: "every 30 minutes",
    cron: "*/30 * * * *",
    timezone: "",
    retentionDays: "30",
    ...prefill,
  };
}

/** A stored monitor as the form shows it. */
export function draftOf(monitor: MonitorAnswer): Draft {
  const { cron, timezone } = monitor.schedule;
  const phrase = phraseOf(cron);
  return {
    name: monitor.name,
    targets: monitor.targets.map(blockOf),
    scheduleAs: phrase ? "text" : "cron",
    text: phrase ?? "",
    cron,
    timezone,
    retentionDays: String(monitor.retentionDays),
  };
}

/** Whether two blocks say the same of the same target. */
export function sameBlock(one: TargetDraft, other: TargetDraft | undefined): boolean {
  if (one === other) return true;
  if (!other || one.key !== other.key || one.type !== other.type) return false;
  return Object.keys({ ...one.fields, ...other.fields }).every(
    (field) => one.fields[field] === other.fields[field],
  );
}

export function sameTargets(one: Draft, other: Draft): boolean {
  return (
    one.targets.length === other.targets.length &&
    one.targets.every((target, index) => sameBlock(target, other.targets[index]))
  );
}

export function sameDraft(one: Draft, other: Draft): boolean {
  const { targets: _, ...rest } = one;
  return (
    sameTargets(one, other) &&
    (Object.keys(rest) as (keyof typeof rest)[]).every((key) => one[key] === other[key])
  );
}

/** The schedule as the API takes it. */
export function scheduleOf(draft: Draft, browserZone: string) {
  const timezone = draft.timezone || browserZone;
  if (draft.scheduleAs === "cron") return { cron: draft.cron.trim(), timezone };
  const text = draft.text.trim();
  // The API's own words are sent as they are; what only the form understands is sent as what it means.
  const cron = parseScheduleText(text) === null ? cronOfPhrase(text) : null;
  return cron === null ? { text, timezone } : { cron, timezone };
}
