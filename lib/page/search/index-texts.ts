import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { inArray, sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { pageTextQueue } from "#lib/db/schema.ts";
import { wordsIn } from "#lib/page/search/fold.ts";
import { vectorOf } from "#lib/page/search/vector.ts";
import { unpackText } from "#lib/page/snapshot.ts";

/** Pages that are written together, and about as many bytes of their texts. */
const BATCH = 200;
const BATCH_BYTES = 1_000_000;
/** Pages of an older version that are put in the queue at a time. */
const BACKFILL = 500;
/** Characters of a text that are searched: what a page says beyond is not found. */
export const MOST_CHARACTERS = 500_000;
/** While pages are checked, it pauses so many times longer than it works: who waits for a check waits for no search. */
const PAUSE_WHILE_BUSY = 9;
const LONGEST_PAUSE_MS = 5000;

type Indexing = {
  stop?: AbortSignal;
  /** Whether this process has pages to check: then what is searched may be some seconds older. */
  isBusy?: () => boolean;
};

/**
 * Brings what is searched up to what pages say now, page by page; what an older version recorded comes when nothing newer
 * waits. Never with the results of a check: those wait for nothing.
 */
export async function indexTexts({ stop, isBusy = () => false }: Indexing = {}): Promise<void> {
  while (!stop?.aborted) {
    const began = performance.now();
    if ((await indexBatch()) === 0 && (await queueOlder()) === 0) return;
    if (!isBusy()) continue;
    const pause = Math.min(PAUSE_WHILE_BUSY * (performance.now() - began), LONGEST_PAUSE_MS);
    await sleep(pause, undefined, stop && { signal: stop }).catch(() => {});
  }
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
    const others = await readOthers(tx, [...new Set(queued.map(({ pageId }) => pageId))]);
    const [now, later] = [others.filter(isRead), others.filter((page) => !isRead(page))];
    await writeWords(tx, now);
    const left = new Set(later.map(({ id }) => id));
    const done = queued.filter(({ pageId }) => !left.has(pageId)).map(({ id }) => id);
    await tx.delete(pageTextQueue).where(inArray(pageTextQueue.id, done));
    return done.length;
  });
}

type Page = {
  id: string;
  url: string;
  title: string | null;
  snapshot_id: string;
  /** Null where the batch is full already. */
  content: Buffer | null;
};
type ReadPage = Page & { content: Buffer };
const isRead = (page: Page): page is ReadPage => page.content !== null;

/** Those of the pages whose text is another one than was searched so far, the first ones with that text. */
function readOthers(tx: Tx, ids: string[]) {
  return tx.execute<Page>(sql`
    select id, url, title, snapshot_id,
      case when before < ${BATCH_BYTES} then content end as content
    from (
      select p.id, p.url, p.title, s.id as snapshot_id, s.content,
        coalesce(sum(s.size) over (order by p.id rows between unbounded preceding and 1 preceding), 0) as before
      from json_array_elements_text(${JSON.stringify(ids)}::json) as wanted(id)
      join pages p on p.id = wanted.id::uuid
      join page_surfaces f on f.page_id = p.id and f.surface = 'text'
      join snapshots s on s.id = f.snapshot_id
      left join page_texts t on t.page_id = p.id
      where t.snapshot_id is distinct from s.id) others`);
}

async function writeWords(tx: Tx, pages: ReadPage[]): Promise<void> {
  if (pages.length === 0) return;
  const rows: { id: string; snapshot_id: string; words: string }[] = [];
  for (const page of pages) {
    rows.push({ id: page.id, snapshot_id: page.snapshot_id, words: await wordsOf(page) });
    await nextTurn();
  }
  // A page that went meanwhile takes its words with it.
  await tx.execute(sql`
    insert into page_texts (page_id, team_id, snapshot_id, words)
    select p.id, p.team_id, r.snapshot_id, r.words::tsvector
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, snapshot_id uuid, words text)
    join pages p on p.id = r.id
    order by p.id for key share of p
    on conflict (page_id) do update set snapshot_id = excluded.snapshot_id, words = excluded.words`);
}

async function wordsOf({ title, url, content }: ReadPage): Promise<string> {
  const text = (await unpackText(content)).slice(0, MOST_CHARACTERS);
  // Where links lead is no word of the page.
  const read = text.replace(/\]\([^()\s]*\)/g, "] ");
  return vectorOf([
    { words: wordsIn(title ?? ""), weight: "A" },
    { words: wordsIn(url), weight: "B" },
    { words: wordsIn(read), weight: "" },
  ]);
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
