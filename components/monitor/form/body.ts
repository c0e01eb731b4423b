import {
  type Draft,
  draftOf,
  sameBlock,
  sameTargets,
  scheduleOf,
  type TargetDraft,
} from "#components/monitor/form/draft.ts";
import { formOf } from "#components/target/forms.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { AnyTarget } from "#lib/target/kinds.ts";

export type Body = Record<string, unknown>;

/** A target as it will be. One that was not touched, or that has no form, is the stored one itself. */
function targetOf(block: TargetDraft, before: TargetDraft | undefined): Record<string, unknown> {
  const { type, fields, stored } = block;
  const form = formOf(type);
  if (stored && (!form || sameBlock(block, before))) return stored;
  return form?.targetOf(fields, stored) ?? { type };
}

/** Every target of a draft, in the order of their blocks. */
export function targetsOf(draft: Draft, before?: Draft): Record<string, unknown>[] {
  return draft.targets.map((block) =>
    targetOf(
      block,
      before?.targets.find(({ key }) => key === block.key),
    ),
  );
}

/** As many of the targets as can be read while somebody types, each as far as it can. */
export function readableTargets(draft: Pick<Draft, "targets">): AnyTarget[] {
  return draft.targets.map((block) => {
    const fields = formOf(block.type)?.readable?.(block.fields) ?? block.fields;
    return { id: block.key, type: block.type, ...targetOf({ ...block, fields }, undefined) };
  });
}

/** The body that creates what the form says. */
export function createBody(draft: Draft, browserZone: string): Body {
  return {
    name: draft.name,
    schedule: scheduleOf(draft, browserZone),
    targets: targetsOf(draft),
    retentionDays: Number(draft.retentionDays),
  };
}

/** The body that changes what was changed in the form, and nothing else. */
export function updateBody(draft: Draft, monitor: MonitorAnswer): Body {
  const before = draftOf(monitor);
  const { timezone } = monitor.schedule;
  const differ = (...fields: Exclude<keyof Draft, "targets">[]) =>
    fields.some((field) => draft[field] !== before[field]);
  const body: Body = {};
  if (differ("name")) body.name = draft.name;
  if (differ("scheduleAs", "timezone", draft.scheduleAs)) body.schedule = scheduleOf(draft, timezone);
  if (!sameTargets(draft, before)) body.targets = targetsOf(draft, before);
  if (differ("retentionDays")) body.retentionDays = Number(draft.retentionDays);
  return body;
}
