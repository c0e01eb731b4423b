import { hash } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "#lib/db/client.ts";

/** Whose frontier it is. */
export type Site = { monitorId: string; targetId: string; checkId: string };

/** A URL that was found. */
export type Found = {
  key: string;
  url: string;
  depth: number;
  foundOn: string | null;
  /** Why it is not fetched; null for one that is to be. */
  reason: string | null;
};

export type Taken = { url: string; depth: number };

const bytesOf = (key: string) => `\\x${hash("sha256", key)}`;
/** Of keys that this process has written already; each costs some hundred bytes. */
const MOST_REMEMBERED = 300_000;

/**
 * What a crawl has found and has yet to fetch, in the database: a worker that dies leaves it whole. Adding the same URL
 * again changes nothing, and one that was found by an earlier check keeps the spelling it had.
 */
export class Frontier {
  #site: Site;
  #written = new Set<string>();
  #waiting: Found[] = [];
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  constructor(site: Site) {
    this.#site = site;
  }

  /** Resolves once all of these are written; what pages found meanwhile is written with them, one statement at a time. */
  async add(found: Found[]): Promise<void> {
    const fresh = found.filter(({ key }) => !this.#written.has(key));
    if (fresh.length === 0) return;
    this.#waiting.push(...fresh);
    // What is being written now may not have these; the next write does, and others may share it.
    this.#next ??= this.#writing
      .catch(() => {})
      .then(() => {
        this.#next = null;
        this.#writing = this.#write(this.#waiting.splice(0));
        return this.#writing;
      });
    await this.#next;
  }

  async #write(found: Found[]): Promise<void> {
    const fresh = [
      ...new Map(found.filter(({ key }) => !this.#written.has(key)).map((one) => [one.key, one])).values(),
    ];
    if (fresh.length === 0) return;
    const rows = fresh.map(({ key, foundOn, ...rest }) => ({
      ...rest,
      key: bytesOf(key),
      found_on: foundOn,
    }));
    const { monitorId, targetId, checkId } = this.#site;
    await db().execute(sql`
      insert into crawl_urls (monitor_id, target_id, key, url, check_id, state, reason, depth, found_on)
      select ${monitorId}::uuid, ${targetId}::uuid, f.key, f.url, ${checkId}::uuid,
        case when f.reason is null then 'waiting' else 'skipped' end, f.reason, f.depth, f.found_on
      from json_to_recordset(${JSON.stringify(rows)}::json) as f(key bytea, url text, depth int, found_on text, reason text)
      on conflict (monitor_id, target_id, key) do update set
        check_id = excluded.check_id, state = excluded.state, reason = excluded.reason, depth = excluded.depth,
        found_on = excluded.found_on
      where crawl_urls.check_id <> excluded.check_id`);
    if (this.#written.size + fresh.length > MOST_REMEMBERED) this.#written.clear();
    for (const { key } of fresh) this.#written.add(key);
  }

  /** The next URLs to fetch, those nearest to the start first; nobody gets them again. */
  take(most: number): Promise<Taken[]> {
    return db().execute<Taken>(sql`
      with chosen as (
        select monitor_id, target_id, key from crawl_urls
        where ${this.#mine} and state = 'waiting' order by depth, position limit ${most}
        for update skip locked),
      taken as (
        update crawl_urls u set state = 'taken' from chosen c
        where u.monitor_id = c.monitor_id and u.target_id = c.target_id and u.key = c.key
        returning u.url, u.depth, u.position)
      select url, depth from taken order by depth, position`);
  }

  /** What was taken before, by this worker or by one that died. */
  taken(): Promise<Taken[]> {
    return db().execute<Taken>(
      sql`select url, depth from crawl_urls where ${this.#mine} and state = 'taken' order by depth, position`,
    );
  }

  async count(): Promise<{ waiting: number; fetched: number }> {
    const [row] = await db().execute<{ waiting: number; fetched: number }>(sql`
      select count(*) filter (where state = 'waiting')::int as waiting,
        count(*) filter (where state in ('taken', 'dropped'))::int as fetched
      from crawl_urls where ${this.#mine}`);
    return row ?? { waiting: 0, fetched: 0 };
  }

  /** Notes of a URL that it is no page of its own, and why. */
  async drop(url: string, reason: string): Promise<void> {
    await db().execute(
      sql`update crawl_urls set state = 'dropped', reason = ${reason} where ${this.#mine} and url = ${url}`,
    );
  }

  /** The page that linked a URL first. */
  async linkedFrom(url: string): Promise<string | null> {
    const [row] = await db().execute<{ found_on: string | null }>(
      sql`select found_on from crawl_urls where ${this.#mine} and url = ${url} limit 1`,
    );
    return row?.found_on ?? null;
  }

  get #mine() {
    return sql`check_id = ${this.#site.checkId}::uuid and target_id = ${this.#site.targetId}::uuid`;
  }
}
