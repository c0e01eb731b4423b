import { createHash } from "node:crypto";
import type postgres from "postgres";
import { v7 as uuidv7 } from "uuid";
import { describeDifference } from "#lib/change/index.ts";
import { diffText, packText } from "#lib/page/index.ts";

/** A page that has been watched for years: its monitor, itself, and its newest version. */
export type DeepPage = { monitorId: string; pageId: string; versionId: string; versions: number };

const BATCH = 200;
const MINUTE = 60_000;

/** A page of some screens whose price moves a cent at a time. */
export function* oftenChanged(versions: number): Generator<string> {
  const rest = Array.from({ length: 60 }, (_, line) => `- Berth ${line + 1}: free on weekdays`).join("\n");
  for (let version = 0; version < versions; version++) {
    yield `# Fuel\n\nDiesel: $${(1 + version / 1000).toFixed(3)} a litre\n\n${rest}\n\nAs of day ${version}.\n`;
  }
}

/** A page of very many lines, of which a few are replaced, added and taken out from version to version. */
export function* veryLong(lines: number, versions: number): Generator<string> {
  const page = Array.from(
    { length: lines },
    (_, line) => `Clause ${line}: the skipper keeps watch on deck ${line % 97}.`,
  );
  for (let version = 0; version < versions; version++) {
    for (let edit = 0; version > 0 && edit < 40; edit++) {
      const at = (version * 7919 + edit * 499) % page.length;
      if (edit % 10 === 8) page.splice(at, 0, `Clause of edition ${version}, ${edit}: the mate keeps watch.`);
      else if (edit % 10 === 9) page.splice(at, 1);
      else page[at] = `Clause ${at}, edition ${version}: the skipper sleeps on deck ${edit}.`;
    }
    yield page.join("\n");
  }
}

/** Writes a page with a version for each text, one minute apart, as as many checks would have left it. */
export async function storeDeepPage(
  sql: postgres.Sql,
  teamId: string,
  name: string,
  texts: Iterable<string>,
): Promise<DeepPage> {
  const [monitorId, pageId, targetId] = [uuidv7(), uuidv7(), uuidv7()];
  const url = `https://deep.seed.tidemark.example/${encodeURIComponent(name)}`;
  const targets = [{ id: targetId, type: "scrape", urls: [url] }];
  await sql`insert into monitors (id, team_id, name, cron, timezone, targets, retention_days, estimated_credits_per_check,
      estimated_credits_per_month, unchanged_pages_free, status)
    values (${monitorId}, ${teamId}, ${name}, '0 5 1 1 *', 'UTC', ${JSON.stringify(targets)}::text::json, 365, 1, 1, true, 'paused')`;
  await sql`insert into pages (id, team_id, monitor_id, target_id, url, url_hash, fingerprint, title, content_type, first_seen_at)
    values (${pageId}, ${teamId}, ${monitorId}, ${targetId}, ${url}, sha256(${url}::bytea), 'seed', ${name}, 'text/html', now())`;
  const stored = { before: "", versions: 0, versionId: "", snapshotId: "" };
  const began = Date.now() - 5000 * MINUTE;
  let waiting: Rows[] = [];
  for (const text of texts) {
    const at = new Date(began + stored.versions * MINUTE);
    const rows = await rowsOf(stored, text, { teamId, monitorId, pageId, targetId, at });
    waiting.push(rows);
    Object.assign(stored, {
      before: text,
      versions: stored.versions + 1,
      versionId: rows.page.id,
      snapshotId: rows.snapshot.id,
    });
    if (waiting.length === BATCH) {
      await write(sql, waiting);
      waiting = [];
    }
  }
  await write(sql, waiting);
  await sql`insert into page_surfaces (page_id, surface, snapshot_id, fingerprint) values (${pageId}, 'text', ${stored.snapshotId}, 'seed')`;
  await sql`update snapshots set superseded_at = created_at + interval '1 minute' where monitor_id = ${monitorId} and id <> ${stored.snapshotId}`;
  await sql`update pages set scrape_id = ${stored.versionId}, last_changed_at = now() where id = ${pageId}`;
  return { monitorId, pageId, versionId: stored.versionId, versions: stored.versions };
}

type Whose = { teamId: string; monitorId: string; pageId: string; targetId: string; at: Date };
type Rows = Awaited<ReturnType<typeof rowsOf>>;

async function rowsOf(
  { before, versions, versionId }: { before: string; versions: number; versionId: string },
  text: string,
  { teamId, monitorId, pageId, targetId, at }: Whose,
) {
  const idAt = () => uuidv7({ msecs: at.getTime() });
  const [checkId, id, snapshotId] = [idAt(), idAt(), idAt()];
  const difference = versions > 0 ? diffText(before, text) : null;
  const change = difference && describeDifference("text", difference);
  const whose = { team_id: teamId, monitor_id: monitorId, created_at: at };
  return {
    check: {
      ...whose,
      id: checkId,
      status: "completed",
      trigger: "scheduled",
      started_at: at,
      finished_at: at,
      estimated_credits: 1,
      reserved_credits: 1,
      actual_credits: 1,
      billing_status: "confirmed",
      expected_pages: 1,
      changed_pages: change ? 1 : 0,
      new_pages: change ? 0 : 1,
    },
    snapshot: {
      ...whose,
      id: snapshotId,
      hash: createHash("sha256").update(text).digest(),
      kind: "markdown",
      size: Buffer.byteLength(text),
      content: await packText(text),
    },
    page: {
      id,
      check_id: checkId,
      team_id: teamId,
      target_id: targetId,
      page_id: pageId,
      status: change ? "changed" : "new",
      status_code: 200,
      credits_base: 1,
      size: Buffer.byteLength(text),
      previous_scrape_id: versionId || null,
      snapshot_id: snapshotId,
      created_at: at,
      diff: difference && (await packText(difference.text)),
      diff_size: difference?.text.length ?? null,
    },
    change: change && {
      ...whose,
      id: idAt(),
      check_id: checkId,
      page_id: pageId,
      check_page_id: id,
      kind: "changed",
      excerpt: change.excerpt,
      lines_added: change.linesAdded,
      lines_removed: change.linesRemoved,
      group_hash: change.groupHash,
      difference_hash: change.differenceHash,
    },
  };
}

async function write(sql: postgres.Sql, rows: Rows[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into checks ${sql(rows.map(({ check }) => check))}`;
  await sql`insert into snapshots ${sql(rows.map(({ snapshot }) => snapshot))}`;
  await sql`insert into check_pages ${sql(rows.map(({ page }) => page))}`;
  const changes = rows.flatMap(({ change }) =>
    change ? [{ ...change, excerpt: sql.json(change.excerpt ?? null) }] : [],
  );
  if (changes.length > 0) await sql`insert into changes ${sql(changes as never)}`;
}
