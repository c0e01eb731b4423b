import { z } from "zod";
import { auditRoutes } from "#app/_server/audit-routes.ts";
import { channelRoutes } from "#app/_server/channel-routes.ts";
import { collabRoutes } from "#app/_server/collab-routes.ts";
import { deliveryRoutes } from "#app/_server/delivery-routes.ts";
import { feedRoutes } from "#app/_server/feed-routes.ts";
import { historyRoutes } from "#app/_server/history-routes.ts";
import { inboxRoutes } from "#app/_server/inbox-routes.ts";
import { peopleRoutes } from "#app/_server/people-routes.ts";
import { limitOf, type Route, success, switched, uuid, whole } from "#app/_server/route-parts.ts";
import { usageRoutes } from "#app/_server/usage-routes.ts";
import { CheckAnswer, CheckDetailAnswer, CheckStatus } from "#lib/check/model.ts";
import { CreateMonitor, MonitorAnswer, SettableStatus, UpdateMonitor } from "#lib/monitor/model.ts";
import { PageStatus, TrackedPageAnswer } from "#lib/page/model.ts";
import type { Action } from "#lib/policy.ts";
import { PreviewAnswer, PreviewInput } from "#lib/preview/model.ts";
import { ChangePassword, SessionAnswer, TeamName } from "#lib/team/model.ts";

const ids = z
  .string()
  .transform((text) => text.split(","))
  .pipe(z.array(uuid).max(100, "must name at most 100 monitors"));
const MonitorParams = z.object({ monitorId: uuid });
const PageParams = z.object({ monitorId: uuid, pageId: uuid });
const CheckParams = z.object({ monitorId: uuid, checkId: uuid });

const from = whole(z.number().int().min(0).max(1_000_000_000)).default(0);
const limit = limitOf(25);
const Paging = z.object({ limit, offset: from });

/** A body with nothing to say: SDKs send where the call comes from. */
const NoFields = z.strictObject({ origin: z.string().optional() });
const OneMonitor = z.object({ ...success, data: MonitorAnswer });

const monitorMissing = { 404: "Monitor not found" };
const pageMissing = { 404: "Monitor not found, or Page not found" };
const noCredits = { 402: "Less than one credit is left this month." };
const badBody = { 400: "The body is not valid; details names each field.", 413: "The body is over 1 MiB." };

export type { Route } from "#app/_server/route-parts.ts";

/**
 * Every route of the API, declared once: what it validates is what its reference says. Who may use it is said by the row
 * of the same name in the policy table (lib/policy.ts); one without the other does not compile.
 * Source: the contract's Routes section. Tidemark's own, which its dashboard uses: previewPage, cancelCheck, tracked pages and
 * their versions, dailyCredits, the list's search, result, ids, sort and history, the status that is shown of a check, its pages by target, by id or
 * without their diffs, what changed on a page in short, and everything about keys, sessions and the team.
 */
export const routes = {
  ...usageRoutes,
  ...historyRoutes,
  ...auditRoutes,
  ...deliveryRoutes,
  ...inboxRoutes,
  ...collabRoutes,
  ...peopleRoutes,
  ...feedRoutes,
  ...channelRoutes,
  createMonitor: {
    method: "post",
    path: "/v2/monitor",
    summary: "Create a monitor",
    body: CreateMonitor,
    answer: OneMonitor,
    refusals: { ...badBody, ...noCredits },
  },
  previewPage: {
    method: "post",
    path: "/v2/monitor/preview",
    summary: "Fetch a page now and show the text that a target would compare; nothing is stored",
    body: PreviewInput,
    answer: z.object({ ...success, data: PreviewAnswer }),
    refusals: {
      ...badBody,
      402: "Fewer credits are left than the page costs.",
      429: "Too many previews; Retry-After says how many seconds to wait.",
    },
  },
  listMonitors: {
    method: "get",
    path: "/v2/monitor",
    summary: "List monitors, newest first",
    query: Paging.extend({
      search: z.string().max(256).optional(),
      status: SettableStatus.optional(),
      result: z
        .enum(["changed", "failing"])
        .optional()
        .describe("What the last run came to: something changed, or something could not be read."),
      ids: ids.optional().describe("Only these monitors, at most 100, with commas between them."),
      sort: z.enum(["newest", "name", "lastRun", "nextRun", "result", "match"]).optional(),
      history: z.coerce.number().int().min(1).max(90).optional(),
    }),
    answer: z.object({ ...success, total: z.int(), data: z.array(MonitorAnswer) }),
    refusals: {},
  },
  getMonitor: {
    method: "get",
    path: "/v2/monitor/{monitorId}",
    summary: "Get a monitor",
    params: MonitorParams,
    query: z.object({ history: z.coerce.number().int().min(1).max(90).optional() }),
    answer: OneMonitor,
    refusals: monitorMissing,
  },
  updateMonitor: {
    method: "patch",
    path: "/v2/monitor/{monitorId}",
    summary: "Change the given fields of a monitor",
    params: MonitorParams,
    body: UpdateMonitor,
    answer: OneMonitor,
    refusals: { ...badBody, ...noCredits, ...monitorMissing },
  },
  deleteMonitor: {
    method: "delete",
    path: "/v2/monitor/{monitorId}",
    summary: "Delete a monitor",
    params: MonitorParams,
    answer: z.object(success),
    refusals: monitorMissing,
  },
  runMonitor: {
    method: "post",
    path: "/v2/monitor/{monitorId}/run",
    summary: "Run a monitor now",
    params: MonitorParams,
    body: NoFields.optional(),
    answer: z.object({ ...success, id: z.uuid(), data: CheckAnswer }),
    refusals: {
      ...badBody,
      ...monitorMissing,
      402: "The estimate of the check exceeds the credits left; the sentence names both.",
      409: "The monitor is paused, or a check is already running (then with its checkId).",
    },
  },
  listChecks: {
    method: "get",
    path: "/v2/monitor/{monitorId}/checks",
    summary: "List the checks of a monitor, newest first",
    params: MonitorParams,
    query: Paging.extend({
      status: CheckStatus.optional(),
      shown: CheckStatus.optional().describe(
        "As status, but a partial check of which no page could be read counts as failed, as it is shown.",
      ),
    }),
    answer: z.object({ ...success, data: z.array(CheckAnswer) }),
    refusals: monitorMissing,
  },
  getCheck: {
    method: "get",
    path: "/v2/monitor/{monitorId}/checks/{checkId}",
    summary: "Get a check with its pages, oldest first",
    params: CheckParams,
    query: z.object({
      limit,
      skip: from,
      status: PageStatus.optional(),
      target: uuid.optional().describe("Only the pages of this target."),
      page: uuid.optional().describe("Only the page with this id."),
      diffs: switched.default(true).describe("false leaves every page's diff out (null)."),
    }),
    answer: z.object({ ...success, next: z.url().optional(), data: CheckDetailAnswer }),
    refusals: { 404: "Monitor not found, or Check not found" },
  },
  cancelCheck: {
    method: "post",
    path: "/v2/monitor/{monitorId}/checks/{checkId}/cancel",
    summary: "Cancel a running check; the pages it has are kept and charged",
    params: CheckParams,
    body: NoFields.optional(),
    answer: z.object({ ...success, data: CheckAnswer }),
    refusals: { ...badBody, 404: "Monitor not found, or Check not found", 409: "The check has ended." },
  },
  listTrackedPages: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages",
    summary: "List the pages a monitor has seen, the latest change first",
    params: MonitorParams,
    query: Paging.extend({ search: z.string().max(256).optional() }),
    answer: z.object({ ...success, total: z.int(), data: z.array(TrackedPageAnswer) }),
    refusals: monitorMissing,
  },
  getTrackedPage: {
    method: "get",
    path: "/v2/monitor/{monitorId}/pages/{pageId}",
    summary: "Get a page that a monitor has seen",
    params: PageParams,
    answer: z.object({ ...success, data: TrackedPageAnswer }),
    refusals: pageMissing,
  },
  getTeam: {
    method: "get",
    path: "/v2/team",
    summary: "Get the team",
    answer: z.object({ ...success, data: z.object({ id: z.uuid(), name: z.string() }) }),
    refusals: {},
  },
  updateTeam: {
    method: "patch",
    path: "/v2/team",
    summary: "Rename the team",
    body: z.strictObject({ name: TeamName }),
    answer: z.object({ ...success, data: z.object({ id: z.uuid(), name: z.string() }) }),
    refusals: badBody,
  },
  listSessions: {
    method: "get",
    path: "/v2/team/sessions",
    summary: "List the signed-in person's open sessions",
    answer: z.object({ ...success, data: z.array(SessionAnswer) }),
    refusals: {},
  },
  revokeSession: {
    method: "delete",
    path: "/v2/team/sessions/{sessionId}",
    summary: "End a session",
    params: z.object({ sessionId: uuid }),
    answer: z.object(success),
    refusals: { 404: "Session not found" },
  },
  updateFirstSteps: {
    method: "post",
    path: "/v2/team/first-steps",
    summary: "Note that the signed-in person has read a change, or hides the first steps for good",
    body: z.strictObject({ to: z.enum(["read", "over"]) }),
    answer: z.object(success),
    refusals: badBody,
  },
  changePassword: {
    method: "post",
    path: "/v2/team/password",
    summary: "Change the signed-in person's password; their other sessions end",
    body: ChangePassword,
    answer: z.object(success),
    refusals: {
      ...badBody,
      429: "Too many requests, or wrong current passwords; Retry-After says how many seconds to wait.",
    },
  },
} as const satisfies Record<Action, Route>;

const actions = new Map<Route, Action>(
  Object.entries(routes).map(([name, route]) => [route as Route, name as Action]),
);

/** What a route does, as the policy table names it. @throws Error for a route that is not declared here */
export function actionOf(route: Route): Action {
  const action = actions.get(route);
  if (!action) throw new Error(`${route.method} ${route.path} is not declared in routes.ts`);
  return action;
}
