import { and, asc, count, eq, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { changesBetween, recordAudit } from "#lib/audit/index.ts";
import type { AuditChange } from "#lib/audit/model.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db, type Tx } from "#lib/db/client.ts";
import { labels, teams } from "#lib/db/schema.ts";
import { badRequest, conflict, notFound } from "#lib/errors.ts";
import {
  type InboxSettings,
  type LabelAnswer,
  type LabelChange,
  type LabelInput,
  MOST_LABELS,
} from "#lib/inbox/labels/model.ts";
import { announce } from "#lib/live/announce.ts";

const LABEL = {
  id: labels.id,
  name: labels.name,
  kind: labels.kind,
  significance: labels.significance,
  secondSignOff: labels.secondSignOff,
};

/** The labels that the team gives now, those of most weight first. */
export async function listLabels(ctx: Ctx): Promise<LabelAnswer[]> {
  authorize(ctx, "listLabels");
  return db()
    .select(LABEL)
    .from(labels)
    .where(ofTeam(ctx))
    .orderBy(
      sql`array_position(array['high', 'medium', 'low'], ${labels.significance})`,
      asc(sql`lower(${labels.name})`),
    );
}

/** @throws CONFLICT when there is one of this name · BAD_REQUEST when there are as many as there may be */
export async function createLabel(ctx: Ctx, input: LabelInput): Promise<LabelAnswer> {
  authorize(ctx, "createLabel");
  return db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [counted] = await tx.select({ labels: count() }).from(labels).where(ofTeam(ctx));
    if ((counted?.labels ?? 0) >= MOST_LABELS) {
      throw badRequest(`A team has at most ${MOST_LABELS} labels. Remove one that is not used any more.`);
    }
    const [label] = await tx
      .insert(labels)
      .values({ id: uuidv7(), teamId: ctx.teamId, ...input })
      .onConflictDoNothing()
      .returning(LABEL);
    if (!label) throw taken(input.name);
    await tell(tx, ctx, team, [{ field: `labels.${label.name}`, before: null, after: inWords(label) }]);
    return label;
  });
}

/** @throws NOT_FOUND · CONFLICT when another one has the name */
export async function updateLabel(ctx: Ctx, labelId: string, change: LabelChange): Promise<LabelAnswer> {
  authorize(ctx, "updateLabel");
  return db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [before] = await tx
      .select(LABEL)
      .from(labels)
      .where(and(ofTeam(ctx), eq(labels.id, labelId)));
    if (!before) throw notFound("Label");
    const [other] = change.name
      ? await tx
          .select({ id: labels.id })
          .from(labels)
          .where(
            and(
              ofTeam(ctx),
              sql`lower(${labels.name}) = lower(${change.name})`,
              sql`${labels.id} <> ${labelId}`,
            ),
          )
      : [];
    if (other) throw taken(change.name ?? "");
    const [label] = await tx.update(labels).set(given(change)).where(eq(labels.id, labelId)).returning(LABEL);
    if (!label) throw notFound("Label");
    await tell(tx, ctx, team, [
      { field: `labels.${before.name}`, before: inWords(before), after: inWords(label) },
    ]);
    return label;
  });
}

/** Offers a label no more; the items that have it keep it. @throws NOT_FOUND */
export async function deleteLabel(ctx: Ctx, labelId: string): Promise<void> {
  authorize(ctx, "deleteLabel");
  await db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    const [label] = await tx
      .update(labels)
      .set({ archivedAt: new Date() })
      .where(and(ofTeam(ctx), eq(labels.id, labelId)))
      .returning(LABEL);
    if (!label) throw notFound("Label");
    await tell(tx, ctx, team, [{ field: `labels.${label.name}`, before: inWords(label), after: null }]);
  });
}

export async function readInboxSettings(ctx: Ctx): Promise<InboxSettings> {
  authorize(ctx, "getInboxSettings");
  const [team] = await db()
    .select({ askReason: teams.askReason })
    .from(teams)
    .where(eq(teams.id, ctx.teamId));
  return team ?? { askReason: false };
}

export async function updateInboxSettings(ctx: Ctx, settings: InboxSettings): Promise<InboxSettings> {
  authorize(ctx, "updateInboxSettings");
  return db().transaction(async (tx) => {
    const team = await holdTeam(tx, ctx);
    await tx.update(teams).set(settings).where(eq(teams.id, ctx.teamId));
    const changes = changesBetween({ askReason: team.askReason }, { askReason: settings.askReason });
    if (changes.length > 0) await tell(tx, ctx, team, changes);
    return settings;
  });
}

const ofTeam = ({ teamId }: Ctx) => and(eq(labels.teamId, teamId), isNull(labels.archivedAt));
const taken = (name: string) =>
  conflict(`There is a label called ${name} already. Give this one another name.`);
const given = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
const inWords = ({ name, kind, significance, secondSignOff }: LabelAnswer) =>
  [name, kind, significance, secondSignOff && "second sign-off"].filter(Boolean).join(", ");

/** Two who change the settings at once do so one after the other. */
async function holdTeam(tx: Tx, ctx: Ctx) {
  const [team] = await tx.select().from(teams).where(eq(teams.id, ctx.teamId)).for("update");
  if (!team) throw notFound("Team");
  return team;
}

async function tell(tx: Tx, ctx: Ctx, team: { id: string; name: string }, changes: AuditChange[]) {
  await recordAudit(tx, ctx, {
    action: "team.changed",
    object: { kind: "team", id: team.id, name: team.name },
    changes,
  });
  await announce(tx, { teamId: ctx.teamId, topics: ["changes"] });
}
