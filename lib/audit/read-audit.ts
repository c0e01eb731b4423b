import { and, desc, eq, gte, lt, type SQL, sql } from "drizzle-orm";
import type { AuditEntryAnswer, AuditFilter, AuditPerson } from "#lib/audit/model.ts";
import { AUDIT_OBJECT_KINDS, TIDEMARK_ITSELF } from "#lib/audit/words.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import { containing } from "#lib/db/containing.ts";
import { auditEntries } from "#lib/db/schema.ts";

type Place = { limit: number; cursor?: string | undefined };

/** The entries of a team that pass a filter, newest first, from the one after `cursor` on. */
export async function listAudit(
  ctx: Ctx,
  filter: AuditFilter,
  place: Place,
): Promise<{ data: AuditEntryAnswer[]; next: string | null }> {
  authorize(ctx, "listAudit");
  const rows = await readEntries(ctx, filter, { ...place, limit: place.limit + 1 });
  const data = rows.slice(0, place.limit);
  return { data, next: rows.length > place.limit ? (data.at(-1)?.id ?? null) : null };
}

/** As listAudit, for who has been let in already. */
export async function readEntries(
  ctx: Pick<Ctx, "teamId">,
  filter: AuditFilter,
  { limit, cursor }: Place,
): Promise<AuditEntryAnswer[]> {
  const rows = await db()
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.teamId, ctx.teamId),
        cursor ? lt(auditEntries.id, cursor) : undefined,
        ...passing(filter),
      ),
    )
    .orderBy(desc(auditEntries.id))
    .limit(limit);
  return rows.map(toAnswer);
}

/**
 * Everybody the log tells of, by name. Each step looks up the next id in the index, so that it takes as many steps as there
 * are people and keys, however long the log is.
 */
export async function listAuditPeople(ctx: Ctx): Promise<AuditPerson[]> {
  authorize(ctx, "listAudit");
  const rows = await db().execute<{ kind: "user" | "apiKey"; id: string; name: string }>(sql`
    with recursive actor as (
      (select actor_id from audit_entries where team_id = ${ctx.teamId} and actor_id is not null
        order by actor_id limit 1)
      union all
      select (select e.actor_id from audit_entries e where e.team_id = ${ctx.teamId} and e.actor_id > actor.actor_id
        order by e.actor_id limit 1)
      from actor where actor.actor_id is not null)
    select newest.actor_kind as kind, actor.actor_id as id, newest.actor_name as name
    from actor cross join lateral (
      select actor_kind, actor_name from audit_entries e
      where e.team_id = ${ctx.teamId} and e.actor_id = actor.actor_id order by e.id desc limit 1) newest
    order by newest.actor_kind desc, lower(newest.actor_name)
    limit 500`);
  return [...rows];
}

function passing({ person, action, object, from, to, search }: AuditFilter): SQL[] {
  const conditions: SQL[] = [];
  if (person) conditions.push(byPerson(person));
  if (action) conditions.push(eq(auditEntries.action, action));
  if (object) conditions.push(onObject(object));
  if (from) conditions.push(gte(auditEntries.id, oldestId(Date.parse(from))));
  if (to) conditions.push(lt(auditEntries.id, oldestId(endOf(to))));
  for (const word of search?.toLowerCase().split(/\s+/) ?? []) {
    if (word !== "") conditions.push(sql`${auditEntries.words} like ${containing(word)}`);
  }
  return conditions;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function byPerson(person: string): SQL {
  if (UUID.test(person)) return eq(auditEntries.actorId, person);
  if (person.toLowerCase() === TIDEMARK_ITSELF) return eq(auditEntries.actorKind, "system");
  return sql`lower(${auditEntries.actorName}) = ${containing(person.toLowerCase()).slice(1, -1)}`;
}

function onObject(object: string): SQL {
  const kind = AUDIT_OBJECT_KINDS.find((each) => each === object);
  return kind ? eq(auditEntries.objectKind, kind) : eq(auditEntries.objectId, object);
}

/** The first moment after a day, or after a moment. */
function endOf(to: string): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(to);
  return Date.parse(to) + (isDay ? 86_400_000 : 1);
}

/** The smallest UUIDv7 of a moment (RFC 9562 section 5.7): its first 48 bits are milliseconds. */
function oldestId(at: number): string {
  const hex = Math.min(Math.max(0, Math.trunc(at)), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

function toAnswer(row: typeof auditEntries.$inferSelect): AuditEntryAnswer {
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    action: row.action,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    object: { kind: row.objectKind, id: row.objectId, name: row.objectName },
    changes: row.changes,
    ip: row.ip,
    userAgent: row.userAgent,
    requestId: row.requestId,
  };
}
