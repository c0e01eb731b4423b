import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";

/** One URL of a target, and what is known of it from earlier checks. */
export type TrackedPage = {
  pageId: string;
  targetId: string;
  url: string;
  /** The last good content; null when there is none yet. */
  baseline: Baseline | null;
};

export type Baseline = {
  snapshotId: string;
  /** SHA-256 of the content. */
  hash: Buffer;
  /** The fetch that brought it. */
  scrapeId: string | null;
  /** SHA-256 of the raw body it was made from, its validators, and the options it was converted with. */
  bodyHash: Buffer | null;
  etag: string | null;
  lastModified: string | null;
  validatorsUrl: string | null;
  fingerprint: string | null;
};

type Source = { teamId: string; monitorId: string; targetId: string; checkId: string };

type Row = {
  position: number;
  id: string;
  url: string;
  snapshot_id: string | null;
  hash: Buffer;
  scrape_id: string | null;
  body_hash: Buffer | null;
  etag: string | null;
  last_modified: string | null;
  validators_url: string | null;
  fingerprint: string | null;
  recorded: boolean;
};

/**
 * The tracked pages of these URLs, made known when they are not yet, in the order given. Those that this check
 * has already recorded are left out, so that a resumed check goes on where it stopped.
 */
export async function trackPages(source: Source, urls: string[]): Promise<TrackedPage[]> {
  const wanted = urls.map((url, position) => ({ url, url_hash: `\\x${hashUrl(url)}`, position }));
  let rows = await readPages(source, wanted);
  const known = new Set(rows.map((row) => row.position));
  const unknown = wanted.filter(({ position }) => !known.has(position));
  if (unknown.length > 0) {
    await insertPages(source, unknown);
    rows = await readPages(source, wanted);
  }
  return rows
    .filter((row) => !row.recorded)
    .map((row) => ({
      pageId: row.id,
      targetId: source.targetId,
      url: row.url,
      baseline: baselineOf(row),
    }));
}

type Wanted = { url: string; url_hash: string; position: number };

async function insertPages({ teamId, monitorId, targetId }: Source, wanted: Wanted[]): Promise<void> {
  const rows = JSON.stringify(wanted.map((page) => ({ ...page, id: uuidv7() })));
  await db().execute(sql`
    insert into pages (id, team_id, monitor_id, target_id, url, url_hash)
    select w.id, ${teamId}, ${monitorId}, ${targetId}, w.url, w.url_hash
    from json_to_recordset(${rows}::json) as w(id uuid, url text, url_hash bytea)
    on conflict (monitor_id, target_id, url_hash) do nothing`);
}

function readPages({ monitorId, targetId, checkId }: Source, wanted: Wanted[]) {
  const list = JSON.stringify(wanted.map(({ url_hash, position }) => ({ url_hash, position })));
  return db().execute<Row>(sql`
    select w.position, p.id, p.url, p.snapshot_id, s.hash, p.scrape_id, p.body_hash, p.etag, p.last_modified,
      p.validators_url, p.fingerprint,
      exists (select 1 from check_pages c where c.check_id = ${checkId} and c.page_id = p.id) as recorded
    from json_to_recordset(${list}::json) as w(url_hash bytea, position int)
    join pages p on p.monitor_id = ${monitorId} and p.target_id = ${targetId} and p.url_hash = w.url_hash
    left join snapshots s on s.id = p.snapshot_id
    order by w.position`);
}

function baselineOf(row: Row): Baseline | null {
  if (!row.snapshot_id) return null;
  return {
    snapshotId: row.snapshot_id,
    hash: row.hash,
    scrapeId: row.scrape_id,
    bodyHash: row.body_hash,
    etag: row.etag,
    lastModified: row.last_modified,
    validatorsUrl: row.validators_url,
    fingerprint: row.fingerprint,
  };
}

function hashUrl(url: string): string {
  return hash("sha256", url);
}
