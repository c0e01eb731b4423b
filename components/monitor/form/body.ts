import { type Draft, draftOf, EMPTY, scheduleOf, shownTarget } from "#components/monitor/form/draft.ts";
import { linesOf } from "#components/monitor/form/lines.ts";
import { mergedOptions, optionsChanged } from "#components/monitor/form/scrape-options.ts";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

export type Body = Record<string, unknown>;

const urlsOf = (draft: Draft) => linesOf(draft.urls).map((line) => line.text);

/** The body that creates what the form says. */
export function createBody(draft: Draft, browserZone: string): Body {
  const scrapeOptions = mergedOptions(draft, EMPTY, undefined);
  const goal = draft.goal.trim();
  return {
    name: draft.name,
    schedule: scheduleOf(draft, browserZone),
    targets: [{ type: "scrape", urls: urlsOf(draft), ...(scrapeOptions && { scrapeOptions }) }],
    retentionDays: Number(draft.retentionDays),
    ...(goal && { goal }),
  };
}

/** Every target as it will be: the one the form shows as the form says, the others untouched. */
export function mergedTargets(draft: Draft, monitor: MonitorAnswer): unknown[] {
  const { target, index } = shownTarget(monitor);
  const scrapeOptions = mergedOptions(draft, draftOf(monitor), target?.scrapeOptions);
  const { scrapeOptions: _, ...kept } = target ?? { type: "scrape" };
  const shown = { ...kept, urls: urlsOf(draft), ...(scrapeOptions && { scrapeOptions }) };
  // A monitor of crawls or searches alone needs no list of pages.
  if (!target && shown.urls.length === 0) return monitor.targets;
  return [...monitor.targets.slice(0, index), shown, ...monitor.targets.slice(index + 1)];
}

/** The body that changes what was changed in the form, and nothing else. */
export function updateBody(draft: Draft, monitor: MonitorAnswer): Body {
  const before = draftOf(monitor);
  const { timezone } = monitor.schedule;
  const differ = (...fields: (keyof Draft)[]) => fields.some((field) => draft[field] !== before[field]);
  const body: Body = {};
  if (differ("name")) body.name = draft.name;
  if (differ("scheduleAs", "timezone", draft.scheduleAs)) body.schedule = scheduleOf(draft, timezone);
  if (differ("urls") || optionsChanged(draft, before).length > 0)
    body.targets = mergedTargets(draft, monitor);
  if (differ("retentionDays")) body.retentionDays = Number(draft.retentionDays);
  if (differ("goal")) Object.assign(body, goalChange(draft.goal.trim(), monitor));
  return body;
}

/** A new goal switches judging on; another goal leaves the switch where it is. */
function goalChange(goal: string, monitor: MonitorAnswer): Body {
  if (goal === "") return { goal: null };
  return monitor.goal === null ? { goal } : { goal, judgeEnabled: monitor.judgeEnabled };
}

/** Whether changed pages will be judged against the goal, which costs. */
export function willJudge(draft: Draft, monitor: MonitorAnswer | undefined): boolean {
  if (draft.goal.trim() === "") return false;
  return monitor?.goal ? monitor.judgeEnabled : true;
}
