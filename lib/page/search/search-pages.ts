import { sql } from "drizzle-orm";
import { authorize, type Ctx } from "#lib/ctx.ts";
import { db } from "#lib/db/client.ts";
import type { FoundPageAnswer } from "#lib/page/model.ts";
import { excerptAt } from "#lib/page/search/excerpt.ts";
import { MOST_CHARACTERS } from "#lib/page/search/index-texts.ts";
import { queryOf, tsQuery } from "#lib/page/search/query.ts";
import { unpackText } from "#lib/page/snapshot.ts";

/**
 * Pages that are ranked: to rank one, all of its words are read. Of a word that more pages have than these, the best of so
 * many are the answer.
 */
const MOST_CANDIDATES = 200;

type Row = {
  monitor_id: string;
  monitor_name: string;
  page_id: string;
  url: string;
  title: string | null;
  content: Buffer;
  candidates: number;
};

/**
 * The team's pages whose text, title or address now has all of these words, the best first. Words in quotes are a
 * phrase; of the last word its beginning is enough. Neither case nor accents count.
 */
export async function searchPages(
  ctx: Ctx,
  { q, limit }: { q: string; limit: number },
): Promise<{ pages: FoundPageAnswer[]; more: boolean }> {
  authorize(ctx, "searchPages");
  const query = queryOf(q);
  if (query.phrases.length === 0) return { pages: [], more: false };
  const rows = await bestOf(ctx.teamId, tsQuery(query, "&"), tsQuery(query, "<->"), limit + 1);
  const pages = await Promise.all(
    rows.slice(0, limit).map(async (row) => ({
      monitorId: row.monitor_id,
      monitorName: row.monitor_name,
      pageId: row.page_id,
      url: row.url,
      title: row.title,
      excerpt: excerptAt((await unpackText(row.content)).slice(0, MOST_CHARACTERS), query),
    })),
  );
  return { pages, more: rows.length > limit || (rows[0]?.candidates ?? 0) >= MOST_CANDIDATES };
}

/** Candidates come from the index alone; only they are asked whether the words stand together, and how well they fit. */
async function bestOf(teamId: string, words: string, phrases: string, limit: number): Promise<Row[]> {
  return db().transaction(async (tx) => {
    // The number of pages that have a word is not known before it is given, and a table is never read whole for it.
    await tx.execute(
      sql`select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`,
    );
    return tx.execute<Row>(sql`
      with candidates as materialized (
        select t.page_id, t.snapshot_id, t.words from page_texts t
        where t.team_id = ${teamId} and t.words @@ ${words}::text::tsquery limit ${MOST_CANDIDATES})
      select m.id as monitor_id, m.name as monitor_name, p.id as page_id, p.url, p.title, s.content,
        (select count(*)::int from candidates) as candidates
      from (
        select page_id, snapshot_id, ts_rank('{0.1, 0.1, 0.6, 1}', words, ${phrases}::text::tsquery, 1) as rank
        from candidates where words @@ ${phrases}::text::tsquery) c
      join pages p on p.id = c.page_id
      join monitors m on m.id = p.monitor_id and m.status <> 'deleted'
      join snapshots s on s.id = c.snapshot_id
      order by c.rank desc, p.id limit ${limit}`);
  });
}
