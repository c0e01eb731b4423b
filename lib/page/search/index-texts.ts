import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { db, type Tx } from "#lib/db/client.ts";
import { wordsIn } from "#lib/page/search/fold.ts";
import { vectorOf } from "#lib/page/search/vector.ts";
import { unpackText } from "#lib/page/snapshot.ts";

/** Pages that are written together, and about as many bytes of their texts. */
const BATCH = 200;
const BATCH_BYTES = 4_000_000;
/** Pages of an older version that are put in the queue at a time. */
const BACKFILL = 500;
/** Characters of a text that are searched: what a page says beyond is not found. */
export const MOST_CHARACTERS = 500_000;
/** While pages are checked, it pauses so many times longer than it works: who waits for a check waits for no search. */
const PAUSE_WHILE_BUSY = 9;
const LONGEST_PAUSE_MS = 5000;
/** Between batches of a long queue at all other times, when the machine is to be quiet. */
const PAUSE_MS = 2000;

type Indexing = {
  stop?: AbortSignal;
  /** Of a process that does other things, too: whether it has pages to check. Then what is searched may be some seconds older. */
  isBusy?: () => boolean;
};

/**
 * Brings what is searched up to what pages say now, page by page; what an older version recorded comes when nothing newer
 * waits. Never with the results of a check: those wait for nothing.
 */
export async function indexTexts({ stop, isBusy }: Indexing = {}): Promise<void> {
  while (!stop?.aborted) {
    const began = performance.now();
    if ((await indexBatch()) === 0 && (await queueOlder()) === 0) return;
    if (!isBusy) continue;
    const whileBusy = Math.min(PAUSE_WHILE_BUSY * (performance.now() - began), LONGEST_PAUSE_MS);
    await sleep(isBusy() ? whileBusy : PAUSE_MS, undefined, stop && { signal: stop }).catch(() => {});
  }
}

function indexBatch(): Promise<number> {
  return db().transaction(async (tx) => {
    const queued = await readQueue(tx);
    const done = queued.filter(({ isLater }) => !isLater);
    if (done.length > 0) await writeWords(tx, done);
    return done.length;
  });
}

/** A page whose text is another one than was searched so far; all of it is null where that is no longer so. */
type Page = { id: string; url: string; title: string | null; snapshot_id: string; content: Buffer };
type Queued = { queue_id: string; isLater: boolean } & (Page | { id: null });

/** The first of the queue, held until they are written; `isLater` where the batch is full before them. */
async function readQueue(tx: Tx): Promise<Queued[]> {
  const rows = await tx.execute<Queued>(sql`
    with queued as (
      select id, page_id from page_text_queue order by id limit ${BATCH} for update skip locked),
    others as (
      select q.id as queue_id, p.id, p.url, p.title, s.id as snapshot_id, s.content,
        coalesce(sum(s.size) over (order by q.id rows between unbounded preceding and 1 preceding), 0)
          >= ${BATCH_BYTES} as later
      from queued q
      join pages p on p.id = q.page_id
      join page_surfaces f on f.page_id = p.id and f.surface = 'text'
      join snapshots s on s.id = f.snapshot_id
      left join page_texts t on t.page_id = p.id
      where t.snapshot_id is distinct from s.id)
    select q.id as queue_id, o.id, o.url, o.title, o.snapshot_id, coalesce(o.later, false) as "isLater",
      case when not o.later then o.content end as content
    from queued q left join others o on o.queue_id = q.id`);
  return [...rows];
}

const isOther = (one: Queued): one is Queued & Page => one.id !== null;

/** Writes the words of those that have others, and takes all of them out of the queue. */
async function writeWords(tx: Tx, queued: Queued[]): Promise<void> {
  const rows: { id: string; snapshot_id: string; words: string }[] = [];
  // A page may stand in the queue more than once.
  for (const page of new Map(queued.filter(isOther).map((one) => [one.id, one])).values()) {
    rows.push({ id: page.id, snapshot_id: page.snapshot_id, words: await wordsOf(page) });
    await nextTurn();
  }
  const done = queued.map(({ queue_id }) => queue_id);
  // A page that went meanwhile takes its words with it.
  await tx.execute(sql`
    with done as (
      delete from page_text_queue
      where id in (select value::bigint from json_array_elements_text(${JSON.stringify(done)}::json)))
    insert into page_texts (page_id, team_id, snapshot_id, words)
    select p.id, p.team_id, r.snapshot_id, r.words::tsvector
    from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, snapshot_id uuid, words text)
    join pages p on p.id = r.id
    order by p.id for key share of p
    on conflict (page_id) do update set snapshot_id = excluded.snapshot_id, words = excluded.words`);
}

async function wordsOf({ title, url, content }: Page): Promise<string> {
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
