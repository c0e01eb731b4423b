import { setImmediate as nextTurn } from "node:timers/promises";
import { inArray, sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { pageTextQueue } from "#lib/db/schema.ts";
import { wordsIn } from "#lib/page/search/fold.ts";
import { unpackText } from "#lib/page/snapshot.ts";

const BATCH = 20;
/** Pages of an older version that are put in the queue at a time. */
const BACKFILL = 500;
/** Characters of a text that are searched: what a page says beyond is not found. */
export const MOST_CHARACTERS = 500_000;
/** PostgreSQL refuses a tsvector of more than 1 MiB. */
const MOST_BYTES = 900_000;

/**
 * Brings what is searched up to what pages say now, page by page; what an older version recorded comes when nothing newer
 * waits. Never with the results of a check: those wait for nothing.
 */
export async function indexTexts(stop?: AbortSignal): Promise<void> {
  while (!stop?.aborted && ((await indexBatch()) > 0 || (await queueOlder()) > 0));
}

async function indexBatch(): Promise<number> {
  return db().transaction(async (tx) => {
    const queued = await tx
      .select()
      .from(pageTextQueue)
      .orderBy(pageTextQueue.id)
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (queued.length === 0) return 0;
    for (const page of await readPages(tx, [...new Set(queued.map(({ pageId }) => pageId))])) {
      await writeWords(tx, page);
      await nextTurn();
    }
    await tx.delete(pageTextQueue).where(
      inArray(
        pageTextQueue.id,
        queued.map(({ id }) => id),
      ),
    );
    return queued.length;
  });
}

type Page = {
  id: string;
  team_id: string;
  url: string;
  title: string | null;
  snapshot_id: string;
  content: Buffer;
};

/** Those of the pages whose text is another one than was searched so far. */
function readPages(tx: Tx, ids: string[]) {
  return tx.execute<Page>(sql`
    select p.id, p.team_id, p.url, p.title, s.id as snapshot_id, s.content
    from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted(id)
    join pages p on p.id = wanted.id::uuid
    join page_surfaces f on f.page_id = p.id and f.surface = 'text'
    join snapshots s on s.id = f.snapshot_id
    left join page_texts t on t.page_id = p.id
    where t.snapshot_id is distinct from s.id`);
}

async function writeWords(tx: Tx, page: Page): Promise<void> {
  const text = (await unpackText(page.content)).slice(0, MOST_CHARACTERS);
  // Where links lead is no word of the page.
  const read = text.replace(/\]\([^()\s]*\)/g, "] ");
  const [title, url, body] = [page.title ?? "", page.url, read].map((part) =>
    fitting(wordsIn(part)).join(" "),
  );
  // A page that went meanwhile takes its words with it.
  await tx.execute(sql`
    insert into page_texts (page_id, team_id, snapshot_id, words)
    select p.id, p.team_id, ${page.snapshot_id}::uuid,
      setweight(to_tsvector('simple', ${title}::text), 'A') || setweight(to_tsvector('simple', ${url}::text), 'B')
        || to_tsvector('simple', ${body}::text)
    from pages p where p.id = ${page.id}::uuid for key share
    on conflict (page_id) do update set snapshot_id = excluded.snapshot_id, words = excluded.words`);
}

/** The first words, as far as PostgreSQL can hold them with their places. */
function fitting(words: string[]): string[] {
  const known = new Set<string>();
  let bytes = 0;
  const end = words.findIndex((word) => {
    bytes += known.has(word) ? 2 : Buffer.byteLength(word) + 10;
    known.add(word);
    return bytes > MOST_BYTES;
  });
  return end < 0 ? words : words.slice(0, end);
}

/** Puts the next pages that were there before this version into the queue. */
async function queueOlder(): Promise<number> {
  return db().transaction(async (tx) => {
    const [from] = await tx.execute<{ after: string }>(
      sql`select after from page_text_backfill for update skip locked`,
    );
    if (!from) return 0;
    const queued = await tx.execute<{ page_id: string }>(sql`
      insert into page_text_queue (page_id)
      select page_id from page_surfaces where surface = 'text' and page_id > ${from.after}::uuid
      order by page_id limit ${BACKFILL}
      returning page_id`);
    const last = queued
      .map((row) => row.page_id)
      .sort()
      .at(-1);
    await tx.execute(
      last ? sql`update page_text_backfill set after = ${last}::uuid` : sql`delete from page_text_backfill`,
    );
    return queued.length;
  });
}
