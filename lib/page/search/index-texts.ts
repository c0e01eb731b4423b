import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { inArray, sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { pageTextQueue } from "#lib/db/schema.ts";
import { wordsIn } from "#lib/page/search/fold.ts";
import { vectorOf } from "#lib/page/search/vector.ts";
import { unpackText } from "#lib/page/snapshot.ts";

const BATCH = 20;
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
  const words = vectorOf([
    { words: wordsIn(page.title ?? ""), weight: "A" },
    { words: wordsIn(page.url), weight: "B" },
    { words: wordsIn(read), weight: "" },
  ]);
  // A page that went meanwhile takes its words with it.
  await tx.execute(sql`
    insert into page_texts (page_id, team_id, snapshot_id, words)
    select p.id, p.team_id, ${page.snapshot_id}::uuid, ${words}::text::tsvector
    from pages p where p.id = ${page.id}::uuid for key share
    on conflict (page_id) do update set snapshot_id = excluded.snapshot_id, words = excluded.words`);
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
