import "#components/data/without-eval.ts";
import type { z } from "zod";
import type { FieldIssue } from "#components/data/api.ts";
import type { Body } from "#components/monitor/form/body.ts";
import { CreateMonitor, UpdateMonitor } from "#lib/monitor/model.ts";
import { validateSchedule } from "#lib/monitor/schedule/index.ts";

// The API's own rules. They bring the schema library along, so the form loads them only when somebody fills it in.

/** Everything the API would refuse in a body that can be known here. */
export function issuesOf(body: Body, kind: "create" | "update"): FieldIssue[] {
  const parsed = (kind === "create" ? CreateMonitor : UpdateMonitor).safeParse(body);
  const found = parsed.success ? [] : parsed.error.issues.map(inWords);
  const schedule = body.schedule as { cron?: string; text?: string; timezone?: string } | undefined;
  const scheduled = schedule && validateSchedule(schedule);
  if (scheduled && !scheduled.ok && !found.some(({ path }) => path.startsWith("schedule"))) {
    found.push({ path: scheduled.path, message: scheduled.message });
  }
  return found;
}

/** Our schemas speak for themselves; where zod speaks, its words are put plainly. */
function inWords(issue: z.core.$ZodIssue): FieldIssue {
  const path = issue.path.map(String).join(".");
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid input")) {
    return { path, message: issue.expected === "int" ? "must be a whole number" : "must be a number" };
  }
  if (issue.code === "too_small" && issue.message.startsWith("Too small")) {
    return { path, message: `must be at least ${issue.minimum}` };
  }
  if (issue.code === "too_big" && issue.message.startsWith("Too big")) {
    return { path, message: `must be at most ${issue.maximum}` };
  }
  return { path, message: issue.message };
}
