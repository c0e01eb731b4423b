import { and, count, eq, ne, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { recordAudit } from "#lib/audit/index.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Queryable, type Tx } from "#lib/db/client.ts";
import { assignmentRules, memberships, monitors, teams } from "#lib/db/schema.ts";
import { badRequest, notFound } from "#lib/errors.ts";
import { membersAmong } from "#lib/inbox/bell/index.ts";
import { MOST_RULES, type RuleAnswer, type RuleInput } from "#lib/inbox/hand-out/model.ts";

type Rule = typeof assignmentRules.$inferSelect;

/** Which rule is asked first: of two that fit, the one that says more; of two alike, the older one. */
export const FIRST_RULE_FIRST = sql`(${assignmentRules.monitorId} is null), (${assignmentRules.host} is null), ${assignmentRules.id}`;

/** The rules by which new items find somebody, the one that is asked first before the others. */
export async function listRules(ctx: Ctx): Promise<RuleAnswer[]> {
  authorize(ctx, "listRules");
  return answersOf(db(), ctx.teamId);
}

/** @throws BAD_REQUEST for a person who may not be given items, or too many rules · NOT_FOUND for another team's monitor */
export async function createRule(ctx: Ctx, input: RuleInput): Promise<RuleAnswer> {
  authorize(ctx, "createRule");
  return db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [counted] = await tx
      .select({ rules: count() })
      .from(assignmentRules)
      .where(eq(assignmentRules.teamId, ctx.teamId));
    if ((counted?.rules ?? 0) >= MOST_RULES) {
      throw badRequest(
        `A team has at most ${MOST_RULES} rules. Remove one, or let one of a host do for several.`,
      );
    }
    await assertFits(tx, ctx, input);
    const id = uuidv7();
    await tx.insert(assignmentRules).values({ id, teamId: ctx.teamId, ...fieldsOf(input) });
    return changed(tx, ctx, team, id);
  });
}

/** Puts another rule in the place of one; whose turn it was is forgotten. @throws as createRule */
export async function updateRule(ctx: Ctx, ruleId: string, input: RuleInput): Promise<RuleAnswer> {
  authorize(ctx, "updateRule");
  return db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [before] = await answersOf(tx, ctx.teamId, ruleId);
    if (!before) throw notFound("Rule");
    await assertFits(tx, ctx, input);
    await tx
      .update(assignmentRules)
      .set({ ...fieldsOf(input), turn: 0 })
      .where(ruleOf(ctx, ruleId));
    return changed(tx, ctx, team, ruleId, before);
  });
}

/** @throws NOT_FOUND */
export async function deleteRule(ctx: Ctx, ruleId: string): Promise<void> {
  authorize(ctx, "deleteRule");
  await db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [before] = await answersOf(tx, ctx.teamId, ruleId);
    if (!before) throw notFound("Rule");
    await tx.delete(assignmentRules).where(ruleOf(ctx, ruleId));
    await told(tx, ctx, team, { before: inWords(before), after: null });
  });
}

const ruleOf = (ctx: Ctx, ruleId: string) =>
  and(eq(assignmentRules.id, ruleId), eq(assignmentRules.teamId, ctx.teamId));
const fieldsOf = ({ monitorId, host, people }: RuleInput) => ({
  monitorId: monitorId ?? null,
  host: host ?? null,
  people,
});

async function holdTeam(tx: Tx, ctx: Ctx) {
  const [team] = await tx.select().from(teams).where(eq(teams.id, ctx.teamId)).for("update");
  if (!team) throw notFound("Team");
  return team;
}

async function assertFits(tx: Tx, ctx: Ctx, { monitorId, people }: RuleInput): Promise<void> {
  if (monitorId) {
    const [monitor] = await tx
      .select({ id: monitors.id })
      .from(monitors)
      .where(
        and(eq(monitors.id, monitorId), eq(monitors.teamId, ctx.teamId), ne(monitors.status, "deleted")),
      );
    if (!monitor) throw notFound("Monitor");
  }
  const able = await ableAmong(tx, ctx.teamId, people);
  const message = "must be members of the team who may act on items; a viewer may not";
  if (people.some((id) => !able.has(id)))
    throw badRequest(`people ${message}.`, [{ path: "people", message }]);
}

/** Those of these people who may be given items of a team now. */
export async function ableAmong(
  tx: Queryable,
  teamId: string,
  people: readonly string[],
): Promise<Set<string>> {
  const rows = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.teamId, teamId),
        ne(memberships.role, "viewer"),
        sql`${memberships.userId} = any(${sql.param(people)}::uuid[])`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

async function answersOf(tx: Queryable, teamId: string, ruleId?: string): Promise<RuleAnswer[]> {
  const rows = await tx
    .select({ rule: assignmentRules, monitorName: monitors.name })
    .from(assignmentRules)
    .leftJoin(monitors, eq(monitors.id, assignmentRules.monitorId))
    .where(and(eq(assignmentRules.teamId, teamId), ruleId ? eq(assignmentRules.id, ruleId) : undefined))
    .orderBy(FIRST_RULE_FIRST);
  const ids = rows.flatMap(({ rule }) => rule.people);
  const [members, able] = await Promise.all([membersAmong(tx, teamId, { ids }), ableAmong(tx, teamId, ids)]);
  const people = new Map(members.map((person) => [person.id, person]));
  return rows.map(({ rule, monitorName }) =>
    answerOf(rule, monitorName, (id) => (able.has(id) ? people.get(id) : undefined)),
  );
}

function answerOf(
  { id, monitorId, host, people, turn }: Rule,
  monitorName: string | null,
  personOf: (id: string) => RuleAnswer["people"][number] | undefined,
): RuleAnswer {
  const left = people.flatMap((person) => personOf(person) ?? []);
  const monitor = monitorId ? { id: monitorId, name: monitorName ?? "" } : null;
  return { id, monitor, host, people: left, next: left[turn % left.length]?.id ?? null };
}

async function changed(
  tx: Tx,
  ctx: Ctx,
  team: { id: string; name: string },
  ruleId: string,
  before?: RuleAnswer,
): Promise<RuleAnswer> {
  const [rule] = await answersOf(tx, ctx.teamId, ruleId);
  if (!rule) throw notFound("Rule");
  await told(tx, ctx, team, { before: before ? inWords(before) : null, after: inWords(rule) });
  return rule;
}

async function told(
  tx: Tx,
  ctx: Ctx,
  team: { id: string; name: string },
  change: { before: string | null; after: string | null },
): Promise<void> {
  await recordAudit(tx, ctx, {
    action: "team.changed",
    object: { kind: "team", id: team.id, name: team.name },
    changes: [{ field: "rules", ...change }],
  });
}

function inWords({ monitor, host, people }: RuleAnswer): string {
  const what = monitor ? monitor.name : (host ?? "everything");
  return `${what}: ${people.map(({ email }) => email).join(", ")}`;
}
