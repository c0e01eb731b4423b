import { v7 as uuidv7 } from "uuid";
import { beforeAll, expect, test } from "vitest";
import { exportAudit, listAudit, listAuditPeople } from "#lib/audit/index.ts";
import {
  countWouldSend,
  createChannel,
  deleteChannel,
  listChannels,
  updateChannel,
} from "#lib/channel/index.ts";
import { ChannelRule, CreateChannel } from "#lib/channel/model.ts";
import {
  cancelCheck,
  deleteMonitor,
  getCheck,
  listActivity,
  listCheckPages,
  listChecks,
  readHistory,
  readQueueStatus,
  startCheck,
  updateMonitor,
} from "#lib/check/index.ts";
import {
  readCreditHistory,
  readCreditsOver,
  readCreditUsage,
  readDailyCredits,
  readTokenHistory,
  readTokenUsage,
} from "#lib/credit/index.ts";
import type { Actor, Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { creditEntries } from "#lib/db/schema.ts";
import {
  getDelivery,
  listDeliveries,
  readWebhookSecret,
  revealWebhookSecret,
  rotateWebhookSecret,
  sendAgain,
} from "#lib/delivery/index.ts";
import { createFeed, listFeeds, revokeFeed } from "#lib/feed/index.ts";
import { listBell, listPeople, readBell } from "#lib/inbox/bell/index.ts";
import { addComment, deleteComment, editComment, listComments } from "#lib/inbox/comments/index.ts";
import { createRule, deleteRule, listRules, updateRule } from "#lib/inbox/hand-out/index.ts";
import { actOnItem, actOnItems, countItems, getItem, listItems, markRead } from "#lib/inbox/index.ts";
import {
  createLabel,
  deleteLabel,
  listLabels,
  readInboxSettings,
  updateInboxSettings,
  updateLabel,
} from "#lib/inbox/labels/index.ts";
import { LabelInput } from "#lib/inbox/labels/model.ts";
import { bePresent, listPresent } from "#lib/inbox/presence/index.ts";
import { exportReview, readNumbers } from "#lib/inbox/review/index.ts";
import { createView, deleteView, listViews, updateView } from "#lib/inbox/views/index.ts";
import { countMonitors, createMonitor, getMonitor, listMonitors } from "#lib/monitor/index.ts";
import { CreateMonitor } from "#lib/monitor/model.ts";
import {
  blameVersion,
  findInVersions,
  getPageVersion,
  getTrackedPage,
  keepVersion,
  listKeptVersions,
  listPageVersions,
  listTrackedPages,
  readTimeline,
  releaseVersion,
  searchPages,
} from "#lib/page/index.ts";
import { type Action, KEY_KINDS, keyMay, MEMBER_ROLES, roleMay } from "#lib/policy.ts";
import { previewPage } from "#lib/preview/index.ts";
import { PreviewInput } from "#lib/preview/model.ts";
import { previewChannel, testChannel } from "#lib/report/channels/index.ts";
import {
  changeMe,
  changePassword,
  changeRole,
  createApiKey,
  createOwner,
  createPasswordReset,
  foundTeam,
  inviteMember,
  leaveTeam,
  listApiKeys,
  listInvitations,
  listMembers,
  listSessions,
  readMe,
  readTeam,
  removeMember,
  renameTeam,
  renewInvitation,
  revokeApiKey,
  revokeInvitation,
  revokeSession,
  switchTeam,
  transferOwnership,
  updateFirstSteps,
} from "#lib/team/index.ts";
import { monitorBody, newApiUser } from "#testing/api.ts";
import { ownDatabase } from "#testing/database.ts";
import { storeCheck } from "#testing/stored-checks.ts";
import { storeItem } from "#testing/stored-items.ts";

// A verb is reached by other doors than its route, so it holds the policy and names its team by itself. Every action of
// the table has its verbs here: a new action without one does not compile.

ownDatabase();

type Ids = {
  monitorId: string;
  checkId: string;
  pageId: string;
  versionId: string;
  itemId: string;
  labelId: string;
  viewId: string;
  keyId: string;
  sessionId: string;
  userId: string;
  invitationId: string;
};
const handOver = async () => {};
type Verb = (ctx: Ctx, ids: Ids) => Promise<unknown>;

const NOWHERE = { kind: "discord" as const, url: "http://x.invalid/hook" };
const first = { limit: 25, offset: 0 };
const VERBS: Record<Action, Verb[]> = {
  createMonitor: [(ctx) => createMonitor(ctx, CreateMonitor.parse(monitorBody()))],
  previewPage: [
    (ctx) => previewPage(ctx, PreviewInput.parse({ target: { type: "scrape", url: "http://x.invalid" } })),
  ],
  listMonitors: [
    (ctx) => listMonitors(ctx, first),
    (ctx) => listMonitors(ctx, { ...first, search: "Prices" }),
    (ctx) => countMonitors(ctx, {}),
    (ctx) => countMonitors(ctx, { search: "Prices" }),
    async (ctx, { monitorId }) => [...(await readHistory(ctx, [monitorId], 5)).values()].flat(),
  ],
  getMonitor: [(ctx, { monitorId }) => getMonitor(ctx, monitorId)],
  updateMonitor: [(ctx, { monitorId }) => updateMonitor(ctx, monitorId, { name: "Other" })],
  deleteMonitor: [(ctx, { monitorId }) => deleteMonitor(ctx, monitorId)],
  runMonitor: [(ctx, { monitorId }) => startCheck(ctx, monitorId)],
  listChecks: [(ctx, { monitorId }) => listChecks(ctx, monitorId, first)],
  getCheck: [
    (ctx, { monitorId, checkId }) => getCheck(ctx, monitorId, checkId),
    async (ctx, { checkId }) => (await listCheckPages(ctx, checkId, { limit: 25, skip: 0 })).pages,
  ],
  cancelCheck: [(ctx, { monitorId, checkId }) => cancelCheck(ctx, monitorId, checkId)],
  listTrackedPages: [async (ctx, { monitorId }) => (await listTrackedPages(ctx, monitorId, first)).pages],
  getTrackedPage: [(ctx, { monitorId, pageId }) => getTrackedPage(ctx, monitorId, pageId)],
  listPageVersions: [(ctx, { monitorId, pageId }) => listPageVersions(ctx, monitorId, pageId, { limit: 25 })],
  getPageVersion: [
    (ctx, { monitorId, pageId, versionId }) => getPageVersion(ctx, monitorId, pageId, versionId),
  ],
  readTimeline: [(ctx, { monitorId, pageId }) => readTimeline(ctx, monitorId, pageId)],
  blameVersion: [(ctx, { monitorId, pageId, versionId }) => blameVersion(ctx, monitorId, pageId, versionId)],
  findInVersions: [
    (ctx, { monitorId, pageId }) => findInVersions(ctx, monitorId, pageId, { q: "now", matchCase: false }),
  ],
  keepVersion: [
    (ctx, { monitorId, pageId, versionId }) => keepVersion(ctx, monitorId, pageId, versionId, undefined),
  ],
  releaseVersion: [
    (ctx, { monitorId, pageId, versionId }) => releaseVersion(ctx, monitorId, pageId, versionId),
  ],
  listKeptVersions: [
    async (ctx, { monitorId }) => (await listKeptVersions(ctx, monitorId, { limit: 25 })).versions,
  ],
  searchPages: [async (ctx) => (await searchPages(ctx, { q: "now", limit: 10 })).pages],
  creditUsage: [async (ctx) => (await readCreditUsage(ctx)).remainingCredits],
  queueStatus: [async (ctx) => (await readQueueStatus(ctx)).mostRecentSuccess],
  concurrencyCheck: [(ctx) => readQueueStatus(ctx)],
  listActivity: [async (ctx) => (await listActivity(ctx, { limit: 50 })).data],
  creditHistory: [
    (ctx) => readCreditHistory(ctx, { byApiKey: true }),
    async (ctx) => (await readCreditsOver(ctx, "day")).periods.filter(({ creditsUsed }) => creditsUsed > 0),
    async (ctx) => (await readCreditsOver(ctx, "week")).periods.filter(({ creditsUsed }) => creditsUsed > 0),
  ],
  tokenUsage: [async (ctx) => readTokenUsage(ctx)],
  tokenHistory: [async (ctx) => readTokenHistory(ctx, "day")],
  dailyCredits: [(ctx) => readDailyCredits(ctx, 30)],
  listApiKeys: [(ctx) => listApiKeys(ctx)],
  createApiKey: [(ctx) => createApiKey(ctx, { name: "more" })],
  revokeApiKey: [(ctx, { keyId }) => revokeApiKey(ctx, keyId)],
  listDeliveries: [(ctx) => listDeliveries(ctx, { limit: 1 })],
  getDelivery: [(ctx) => getDelivery(ctx, uuidv7())],
  sendAgain: [(ctx) => sendAgain(ctx, uuidv7())],
  readWebhookSecret: [(ctx) => readWebhookSecret(ctx)],
  revealWebhookSecret: [(ctx) => revealWebhookSecret(ctx)],
  rotateWebhookSecret: [(ctx) => rotateWebhookSecret(ctx)],
  listFeeds: [(ctx) => listFeeds(ctx)],
  createFeed: [(ctx, { monitorId }) => createFeed(ctx, { name: "Reader", monitorId })],
  revokeFeed: [(ctx) => revokeFeed(ctx, uuidv7())],
  listChannels: [(ctx) => listChannels(ctx)],
  createChannel: [(ctx) => createChannel(ctx, CreateChannel.parse({ name: "Room", config: NOWHERE }))],
  updateChannel: [(ctx) => updateChannel(ctx, uuidv7(), { name: "Other" })],
  deleteChannel: [(ctx) => deleteChannel(ctx, uuidv7())],
  testChannel: [(ctx) => testChannel(ctx, uuidv7(), "http://tidemark.test")],
  previewChannel: [(ctx) => previewChannel(ctx, NOWHERE, "http://tidemark.test").then(() => null)],
  previewRule: [
    async (ctx) => (await countWouldSend(ctx, { rule: ChannelRule.parse({}), monitorIds: null })).changes,
  ],
  getTeam: [(ctx) => readTeam(ctx)],
  updateTeam: [(ctx) => renameTeam(ctx, "Other")],
  listAudit: [
    async (ctx) => (await listAudit(ctx, {}, { limit: 25 })).data,
    async (ctx) => (await listAuditPeople(ctx)).map(({ id }) => id),
  ],
  exportAudit: [
    async (ctx) => {
      let text = "";
      for await (const piece of await exportAudit(ctx, {}, "jsonl")) text += piece;
      return text.split("\n").filter((line) => line !== "");
    },
  ],
  listPeople: [async (ctx) => (await listPeople(ctx)).map(({ id }) => id)],
  listChanges: [async (ctx) => (await listItems(ctx, { view: "all", limit: 25 })).items],
  countChanges: [async (ctx) => (await countItems(ctx, {})).all],
  getChange: [(ctx, { itemId }) => getItem(ctx, itemId, { view: "all", changesLimit: 25 })],
  actOnChanges: [(ctx, { itemId }) => actOnItems(ctx, [itemId], { act: "important", important: true })],
  actOnChange: [(ctx, { itemId }) => actOnItem(ctx, itemId, { act: "reopen" })],
  readChange: [(ctx, { itemId }) => markRead(ctx, itemId)],
  listComments: [async (ctx, { itemId }) => (await listComments(ctx, itemId, { limit: 25 })).data],
  addComment: [(ctx, { itemId }) => addComment(ctx, itemId, "A comment")],
  editComment: [(ctx, { itemId }) => editComment(ctx, itemId, uuidv7(), "Another")],
  deleteComment: [(ctx, { itemId }) => deleteComment(ctx, itemId, uuidv7())],
  listPresent: [(ctx, { itemId }) => listPresent(ctx, itemId)],
  bePresent: [(ctx, { itemId }) => bePresent(ctx, itemId, { viewer: uuidv7(), here: false })],
  listBell: [async (ctx) => (await listBell(ctx, { limit: 25 })).data],
  readBell: [(ctx) => readBell(ctx, {})],
  listLabels: [(ctx) => listLabels(ctx)],
  createLabel: [(ctx) => createLabel(ctx, LabelInput.parse({ name: "More" }))],
  updateLabel: [(ctx, { labelId }) => updateLabel(ctx, labelId, { kind: "Other" })],
  deleteLabel: [(ctx, { labelId }) => deleteLabel(ctx, labelId)],
  getInboxSettings: [(ctx) => readInboxSettings(ctx)],
  updateInboxSettings: [(ctx) => updateInboxSettings(ctx, { askReason: true })],
  listRules: [(ctx) => listRules(ctx)],
  createRule: [(ctx, { monitorId }) => createRule(ctx, { monitorId, people: [uuidv7()] })],
  updateRule: [(ctx, { monitorId }) => updateRule(ctx, uuidv7(), { monitorId, people: [uuidv7()] })],
  deleteRule: [(ctx) => deleteRule(ctx, uuidv7())],
  listViews: [(ctx) => listViews(ctx)],
  createView: [(ctx) => createView(ctx, { name: "Ours", query: {}, shared: true })],
  updateView: [(ctx, { viewId }) => updateView(ctx, viewId, { name: "Theirs" })],
  deleteView: [(ctx, { viewId }) => deleteView(ctx, viewId)],
  readNumbers: [async (ctx) => (await readNumbers(ctx)).monitors],
  exportReview: [
    async (ctx) => {
      let text = "";
      for await (const piece of await exportReview(ctx, {}, "json")) text += piece;
      return JSON.parse(text);
    },
  ],
  listMembers: [(ctx) => listMembers(ctx)],
  changeRole: [(ctx, { userId }) => changeRole(ctx, userId, "viewer")],
  removeMember: [(ctx, { userId }) => removeMember(ctx, userId, { changesTo: null, handOver })],
  createPasswordReset: [(ctx, { userId }) => createPasswordReset(ctx, userId)],
  transferOwnership: [(ctx, { userId }) => transferOwnership(ctx, userId)],
  leaveTeam: [(ctx) => leaveTeam(ctx, null, { handOver })],
  listInvitations: [(ctx) => listInvitations(ctx)],
  inviteMember: [(ctx) => inviteMember(ctx, { email: "new@example.com", role: "viewer" })],
  renewInvitation: [(ctx, { invitationId }) => renewInvitation(ctx, invitationId)],
  revokeInvitation: [(ctx, { invitationId }) => revokeInvitation(ctx, invitationId)],
  createTeam: [(ctx) => foundTeam(ctx, "Other")],
  switchTeam: [(ctx) => switchTeam(ctx, null, ctx.teamId)],
  getMe: [(ctx) => readMe(ctx)],
  updateMe: [(ctx) => changeMe(ctx, { name: "Ana" })],
  listSessions: [(ctx) => listSessions(ctx)],
  revokeSession: [(ctx, { sessionId }) => revokeSession(ctx, sessionId)],
  updateFirstSteps: [(ctx) => updateFirstSteps(ctx, "over")],
  changePassword: [
    (ctx) => changePassword(ctx, { currentPassword: "password", newPassword: "password" }, null),
  ],
};
const actions = Object.entries(VERBS) as [Action, Verb[]][];

/** A team with one of everything: a check with pages that were charged, a key, and a session of its owner. */
async function fullTeam() {
  const { ctx, keyId, create } = await newApiUser();
  const monitor = await create();
  const { checkId, pageIds, trackedIds } = await storeCheck(ctx, monitor, {
    found: [{ status: "changed", after: "now" }, { status: "new" }],
  });
  const invitation = await inviteMember(ctx, { email: "invited@example.com", role: "viewer" });
  const { userId } = await createOwner({
    email: `${uuidv7()}@example.com`,
    password: "a long enough password",
    teamId: ctx.teamId,
  });
  const charged = { teamId: ctx.teamId, checkId, monitorId: monitor.id, apiKeyId: keyId };
  await db()
    .insert(creditEntries)
    .values([
      { ...charged, kind: "reserve", availableDelta: -2, reservedDelta: 2 },
      { ...charged, kind: "confirm", availableDelta: 0, reservedDelta: -2 },
    ]);
  const itemId = await storeItem(ctx, monitor, {
    state: "done",
    closedAt: new Date(),
    closedByName: "ana@example.com",
  });
  await addComment(ctx, itemId, "A comment");
  const [label] = await listLabels(ctx);
  const view = await createView(ctx, { name: "Ours", query: {}, shared: true });
  const ids: Ids = {
    itemId,
    labelId: label?.id ?? "",
    viewId: view.id,
    monitorId: monitor.id,
    checkId,
    keyId,
    sessionId: uuidv7(),
    userId,
    invitationId: invitation.id,
    pageId: trackedIds[0]!,
    versionId: pageIds[0]!,
  };
  return { ctx, ids };
}

type Team = Awaited<ReturnType<typeof fullTeam>>;
let team: Team;
let stranger: Ctx;

beforeAll(async () => {
  team = await fullTeam();
  // The stranger's team has nothing of its own but its credits.
  stranger = (await newApiUser()).ctx;
});

const callers: [string, Actor, (action: Action) => boolean][] = [
  ...MEMBER_ROLES.map((role): [string, Actor, (action: Action) => boolean] => [
    role,
    { kind: "user", userId: uuidv7(), email: `${role}@example.com`, role },
    (action) => roleMay(role, action),
  ]),
  ...KEY_KINDS.flatMap((may) =>
    MEMBER_ROLES.map((role): [string, Actor, (action: Action) => boolean] => [
      `a key that is ${may} and ${role}`,
      { kind: "apiKey", keyId: uuidv7(), name: may, may, role },
      (action) => keyMay(may, action) && roleMay(role, action),
    ]),
  ),
];

const refused = actions.flatMap(([action, verbs]) =>
  callers.filter(([, , may]) => !may(action)).map(([name, actor]) => ({ action, verbs, name, actor })),
);

test.each(refused)("$action is refused to $name by the verb itself", async ({ verbs, actor }) => {
  for (const verb of verbs) {
    await expect(verb({ ...team.ctx, actor }, team.ids)).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

/** Those whose every verb is about one thing that an id names. */
const ABOUT_IDS: Action[] = [
  "getMonitor",
  "updateMonitor",
  "deleteMonitor",
  "runMonitor",
  "listChecks",
  "cancelCheck",
  "revokeApiKey",
  "changeRole",
  "removeMember",
  "createPasswordReset",
  "renewInvitation",
  "revokeInvitation",
  "getTrackedPage",
  "listPageVersions",
  "getPageVersion",
  "readTimeline",
  "blameVersion",
  "findInVersions",
  "keepVersion",
  "releaseVersion",
  "getChange",
  "actOnChanges",
  "actOnChange",
  "readChange",
  "listComments",
  "addComment",
  "editComment",
  "deleteComment",
  "listPresent",
  "bePresent",
  "updateLabel",
  "deleteLabel",
  "createRule",
  "updateRule",
  "updateView",
  "deleteView",
];

test.each(ABOUT_IDS)("%s: another team's is not found", async (action) => {
  for (const verb of VERBS[action]) {
    await expect(verb(stranger, team.ids)).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
});

test("a check is not found for strangers, nor any page of it, whichever verb is asked", async () => {
  const { monitorId, checkId } = team.ids;
  const pages = (ctx: Ctx) => listCheckPages(ctx, checkId, { limit: 25, skip: 0 });
  expect((await pages(team.ctx)).pages).toHaveLength(2);
  expect(await pages(stranger)).toEqual({ pages: [], more: false });
  await expect(getCheck(stranger, monitorId, checkId)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each<[string, Verb]>([
  ["monitors", VERBS.listMonitors[0]!],
  ["monitors found", VERBS.listMonitors[1]!],
  ["bars of history", VERBS.listMonitors[4]!],
  ["tracked pages", VERBS.listTrackedPages[0]!],
  ["checks of the last day", VERBS.listActivity[0]!],
  ["credits by month", VERBS.creditHistory[0]!],
  ["credits by hour", VERBS.creditHistory[1]!],
  ["credits of the week", VERBS.creditHistory[2]!],
  ["credits by day", VERBS.dailyCredits[0]!],
  ["saved views", VERBS.listViews[0]!],
  ["monitors that were reviewed", VERBS.readNumbers[0]!],
  ["reviewed items", VERBS.exportReview[0]!],
])("a list of %s has the team's, and none for a stranger", async (_, list) => {
  expect(await list(team.ctx, team.ids)).not.toEqual([]);
  expect(await list(stranger, team.ids)).toEqual([]);
});

test("keys, totals and balances are counted of one team", async () => {
  expect(await countMonitors(stranger, {})).toBe(0);
  expect(await countMonitors(stranger, { search: "Prices" })).toBe(0);
  expect(await countMonitors(team.ctx, { search: "Prices" })).toBe(1);
  expect((await listApiKeys(stranger)).map(({ id }) => id)).not.toContain(team.ids.keyId);
  const [own, theirs] = [await readCreditUsage(team.ctx), await readCreditUsage(stranger)];
  expect(theirs.remainingCredits - own.remainingCredits).toBe(2);
  expect(await VERBS.queueStatus[0]!(team.ctx, team.ids)).not.toBeNull();
  expect(await VERBS.queueStatus[0]!(stranger, team.ids)).toBeNull();
  expect(await readTeam(stranger)).not.toMatchObject({ id: team.ctx.teamId });
});
