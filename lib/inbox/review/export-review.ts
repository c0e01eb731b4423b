import { sql } from "drizzle-orm";
import { changesToNew, recordAudit } from "#lib/audit/index.ts";
import { csvLine } from "#lib/csv.ts";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import type { REVIEW_FORMATS, ReviewFilter } from "#lib/inbox/review/model.ts";

const BATCH = 1000;

/** One reviewed item, by the names of the columns that a compliance officer reads. */
type Reviewed = {
  item: string;
  monitor: string;
  page: string;
  pages: number;
  changes: number;
  kind: string;
  "what changed": string;
  outcome: string;
  "filed at": string;
  "reviewed at": string;
  "reviewed by": string | null;
  reason: string | null;
  label: string | null;
  "label kind": string | null;
  significance: string | null;
  "labelled by": string | null;
  "labelled at": string | null;
  "sign-off": string | null;
  "signed off by": string | null;
  "signed off at": string | null;
  "assigned to": string | null;
  important: boolean;
  comments: number;
};

const COLUMNS: (keyof Reviewed)[] = [
  "item",
  "monitor",
  "page",
  "pages",
  "changes",
  "kind",
  "what changed",
  "outcome",
  "filed at",
  "reviewed at",
  "reviewed by",
  "reason",
  "label",
  "label kind",
  "significance",
  "labelled by",
  "labelled at",
  "sign-off",
  "signed off by",
  "signed off at",
  "assigned to",
  "important",
  "comments",
];

/**
 * What was reviewed, the earliest first, as text that comes in pieces: a batch of it is in memory, however long it is.
 * That it was exported is told by the audit log, before the first piece.
 */
export async function exportReview(
  ctx: Ctx,
  filter: ReviewFilter,
  format: (typeof REVIEW_FORMATS)[number],
): Promise<AsyncGenerator<string>> {
  authorize(ctx, "exportReview");
  const object = { kind: "auditLog" as const, id: null, name: "reviewed changes" };
  const changes = changesToNew({ format, ...filter });
  await db().transaction((tx) => recordAudit(tx, ctx, { action: "review.exported", object, changes }));
  return format === "csv" ? csv(ctx, filter) : json(ctx, filter);
}

async function* csv(ctx: Ctx, filter: ReviewFilter): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const rows of batches(ctx, filter)) {
    yield rows.map((row) => csvLine(COLUMNS.map((column) => row[column]))).join("");
  }
}

async function* json(ctx: Ctx, filter: ReviewFilter): AsyncGenerator<string> {
  let before = "[\n";
  for await (const rows of batches(ctx, filter)) {
    yield before + rows.map((row) => JSON.stringify(row)).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

async function* batches({ teamId }: Ctx, filter: ReviewFilter): AsyncGenerator<Reviewed[]> {
  // Text, as PostgreSQL writes it: a moment of JavaScript's would lose what tells two items of one millisecond apart.
  let after: { at: string; item: string } | undefined;
  for (;;) {
    const rows = await db().execute<Reviewed & { at: string }>(sql`
      select i.id as item, m.name as monitor, coalesce(p.url, '') as page, i.pages, i.changes, i.kind,
        concat_ws(' ', nullif(i.excerpt ->> 'lead', ''), nullif(i.excerpt ->> 'before', '') || ' →',
          nullif(i.excerpt ->> 'after', '')) as "what changed",
        i.state as outcome, ${iso(sql`i.opened_at`)} as "filed at", ${iso(sql`i.closed_at`)} as "reviewed at",
        i.closed_by_name as "reviewed by", i.reason, l.name as label, nullif(l.kind, '') as "label kind",
        l.significance, i.labelled_by_name as "labelled by", ${iso(sql`i.labelled_at`)} as "labelled at",
        case when i.signed_off_at is not null then 'given' when l.second_sign_off then 'missing' end as "sign-off",
        i.signed_off_by_name as "signed off by", ${iso(sql`i.signed_off_at`)} as "signed off at",
        a.email as "assigned to", i.important,
        (select count(*)::int from comments c where c.item_id = i.id) as comments, i.closed_at::text as at
      from items i
      join monitors m on m.id = i.monitor_id
      left join pages p on p.id = i.page_id
      left join labels l on l.id = i.label_id
      left join users a on a.id = i.assignee_id
      where i.team_id = ${teamId} and i.state <> 'open' and i.closed_at is not null and i.closed_by_name is not null
        ${filter.monitor ? sql`and i.monitor_id = ${filter.monitor}` : sql``}
        ${filter.from ? sql`and i.closed_at >= ${startOf(filter.from)}` : sql``}
        ${filter.to ? sql`and i.closed_at < ${endOf(filter.to)}` : sql``}
        ${after ? sql`and (i.closed_at, i.id) > (${after.at}::timestamptz, ${after.item}::uuid)` : sql``}
      order by i.closed_at, i.id
      limit ${BATCH}`);
    if (rows.length > 0) yield rows.map(({ at: _, ...row }) => row);
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = { at: last.at, item: last.item };
  }
}

const iso = (moment: ReturnType<typeof sql>) =>
  sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const DAY_MS = 86_400_000;
const isDay = (moment: string) => moment.length === 10;
const startOf = (moment: string) => new Date(moment).toISOString();
/** The first moment that is not meant any more: a day counts to its end, a moment is itself meant. */
const endOf = (moment: string) =>
  new Date(new Date(moment).getTime() + (isDay(moment) ? DAY_MS : 1)).toISOString();
