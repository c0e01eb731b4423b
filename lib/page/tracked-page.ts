import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";
import type { Baseline } from "#lib/page/surface.ts";

/** One URL of a target, and what is known of it from earlier checks. */
export type TrackedPage = {
  pageId: string;
  targetId: string;
  url: string;
  /** What identifies the answer that its baselines were made of; null when there is none yet. */
  known: KnownAnswer | null;
  /** The fetch that brought its baselines. */
  scrapeId: string | null;
  baselines: ReadonlyMap<string, Baseline>;
  /** Since when every look at it failed; null while it can be read. */
  failingSince: Date | null;
  /** Whether it was found to be gone when it was looked for last; if it is there again, it is new. */
  isRemoved: boolean;
  /** A body that ended the thread which converted it, and how often. */
  harmful: { bodyHash: Buffer; count: number } | null;
};

/** Of an answer: the raw body's SHA-256, its validators, and the options it was asked for and converted with. */
export type KnownAnswer = {
  bodyHash: Buffer | null;
  etag: string | null;
  lastModified: string | null;
  validatorsUrl: string | null;
  fingerprint: string | null;
};

/** URLs of one target, as one check wants them. */
export type PageRequest = {
  teamId: string;
  monitorId: string;
  targetId: string;
  checkId: string;
  /** Whether the check was begun before, so that some of these pages may be recorded already. */
  resumed: boolean;
  urls: string[];
};

type Wanted = {
  position: number;
  team_id: string;
  monitor_id: string;
  target_id: string;
  check_id: string;
  resumed: boolean;
  url: string;
  url_hash: string;
};

type Row = {
  position: number;
  id: string;
  target_id: string;
  url: string;
  scrape_id: string | null;
  body_hash: Buffer | null;
  etag: string | null;
  last_modified: string | null;
  validators_url: string | null;
  fingerprint: string | null;
  failing_since: string | null;
  removed: boolean;
  harmful_body_hash: Buffer | null;
  harmful_count: number;
  recorded: boolean;
  surface: string | null;
  snapshot_id: string;
  hash: Buffer;
  source_hash: Buffer | null;
  surface_fingerprint: string | null;
};

/**
 * The tracked pages of many requests in one statement, made known when they are not yet; each request's in the order
 * of its URLs. Those that its check has already recorded are left out, so that a resumed check goes on where it stopped.
 */
export async function trackPages(requests: readonly PageRequest[]): Promise<TrackedPage[][]> {
  const wanted = wantedOf(requests);
  let rows = await readPages(wanted);
  const known = new Set(rows.map((row) => row.position));
  const unknown = wanted.filter(({ position }) => !known.has(position));
  if (unknown.length > 0) {
    await insertPages(unknown);
    rows = await readPages(wanted);
  }
  const pages = pagesOf(rows);
  let first = 0;
  return requests.map(({ urls }) => {
    const positions = urls.map((_, index) => first + index);
    first += urls.length;
    return positions.flatMap((position) => pages.get(position) ?? []);
  });
}

function wantedOf(requests: readonly PageRequest[]): Wanted[] {
  let position = 0;
  return requests.flatMap((request) =>
    request.urls.map((url) => ({
      position: position++,
      team_id: request.teamId,
      monitor_id: request.monitorId,
      target_id: request.targetId,
      check_id: request.checkId,
      resumed: request.resumed,
      url,
      // PostgreSQL's spelling of bytes; a URL may be longer than an index entry, its hash is not.
      url_hash: `\\x${hash("sha256", url)}`,
    })),
  );
}

async function insertPages(wanted: Wanted[]): Promise<void> {
  const rows = JSON.stringify(wanted.map((page) => ({ ...page, id: uuidv7() })));
  await db().execute(sql`
    insert into pages (id, team_id, monitor_id, target_id, url, url_hash)
    select w.id, w.team_id, w.monitor_id, w.target_id, w.url, w.url_hash
    from json_to_recordset(${rows}::json)
      as w(id uuid, team_id uuid, monitor_id uuid, target_id uuid, url text, url_hash bytea)
    -- In one order everywhere, so that two workers never wait for each other's pages crosswise.
    order by w.monitor_id, w.target_id, w.url_hash
    on conflict (monitor_id, target_id, url_hash) do nothing`);
}

function readPages(wanted: Wanted[]) {
  const list = JSON.stringify(wanted.map(({ team_id: _team, url: _url, ...named }) => named));
  return db().execute<Row>(sql`
    select w.position, p.id, p.target_id, p.url, p.scrape_id, p.body_hash, p.etag, p.last_modified, p.validators_url,
      p.fingerprint, p.failing_since, p.removed_at is not null as removed, p.harmful_body_hash, p.harmful_count,
      w.resumed and exists (select 1 from check_pages c where c.check_id = w.check_id and c.page_id = p.id) as recorded,
      f.surface, f.snapshot_id, s.hash, f.source_hash, f.fingerprint as surface_fingerprint
    from json_to_recordset(${list}::json)
      as w(position int, monitor_id uuid, target_id uuid, check_id uuid, resumed boolean, url_hash bytea)
    join pages p on p.monitor_id = w.monitor_id and p.target_id = w.target_id and p.url_hash = w.url_hash
    left join page_surfaces f on f.page_id = p.id
    left join snapshots s on s.id = f.snapshot_id
    -- The text first: a row of a check names the first surface it saw.
    order by w.position, f.surface <> 'text', f.surface`);
}

/** A row is a surface of a page, or a page that has none. */
function pagesOf(rows: Row[]): Map<number, TrackedPage> {
  const pages = new Map<number, TrackedPage & { baselines: Map<string, Baseline> }>();
  for (const row of rows) {
    if (row.recorded) continue;
    const page = pages.get(row.position) ?? { ...pageOf(row), baselines: new Map<string, Baseline>() };
    pages.set(row.position, page);
    if (row.surface === null) continue;
    page.baselines.set(row.surface, {
      snapshotId: row.snapshot_id,
      hash: row.hash,
      source: row.source_hash,
      fingerprint: row.surface_fingerprint,
    });
  }
  return pages;
}

function pageOf(row: Row): Omit<TrackedPage, "baselines"> {
  return {
    pageId: row.id,
    targetId: row.target_id,
    url: row.url,
    scrapeId: row.scrape_id,
    known: row.surface === null || row.removed ? null : answerOf(row),
    failingSince: row.failing_since === null ? null : new Date(row.failing_since),
    isRemoved: row.removed,
    harmful: row.harmful_body_hash && { bodyHash: row.harmful_body_hash, count: row.harmful_count },
  };
}

function answerOf(row: Row): KnownAnswer {
  return {
    bodyHash: row.body_hash,
    etag: row.etag,
    lastModified: row.last_modified,
    validatorsUrl: row.validators_url,
    fingerprint: row.fingerprint,
  };
}
