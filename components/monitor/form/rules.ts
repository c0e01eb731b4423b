import "#components/data/without-eval.ts";
import type { z } from "zod";
import type { FieldIssue } from "#components/data/api.ts";
import type { Body } from "#components/monitor/form/body.ts";
import { inWords } from "#lib/in-words.ts";
import { CreateMonitor, UpdateMonitor } from "#lib/monitor/model.ts";
import { validateOrSuggest } from "#lib/monitor/schedule/nearest/index.ts";

// The API's own rules. They bring the schema library along, so the form loads them only when somebody fills it in.

/** Everything the API would refuse in a body that can be known here. */
export function issuesOf(body: Body, kind: "create" | "update"): FieldIssue[] {
  const parsed = (kind === "create" ? CreateMonitor : UpdateMonitor).safeParse(body, inWords);
  const found = parsed.success ? [] : parsed.error.issues.map(fieldIssue);
  const schedule = body.schedule as { cron?: string; text?: string; timezone?: string } | undefined;
  const scheduled = schedule && validateOrSuggest(schedule);
  if (scheduled && !scheduled.ok && !found.some(({ path }) => path.startsWith("schedule"))) {
    found.push({ path: scheduled.path, message: scheduled.message });
  }
  return found;
}

const fieldIssue = ({ path, message }: z.core.$ZodIssue): FieldIssue => ({
  path: path.map(String).join("."),
  message,
});
