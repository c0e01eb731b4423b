import { sql } from "drizzle-orm";
import type { ChangeExcerpt, ChangeKind } from "#lib/change/model.ts";
import { db } from "#lib/db/client.ts";
import type { FoundFeed } from "#lib/feed/feeds.ts";
import { unpackText } from "#lib/page/index.ts";
import type { Judgment } from "#lib/page/model.ts";

/** A feed has the newest changes only: readers keep what they have seen. */
export const MOST_ITEMS = 50;
/** Characters of a diff beyond which it is not unpacked for a feed: the link leads to it. */
const LARGEST_DIFF = 200_000;

export type FeedChange = {
  id: string;
  kind: ChangeKind;
  at: Date;
  monitor: { id: string; name: string };
  page: { url: string; title: string | null };
  checkId: string;
  checkPageId: string;
  itemId: string | null;
  excerpt: ChangeExcerpt | null;
  linesAdded: number;
  linesRemoved: number;
  judgment: Judgment | null;
  diff: string | null;
};

type Row = Omit<FeedChange, "at" | "monitor" | "page" | "diff"> & {
  at: string;
  monitorId: string;
  monitorName: string;
  url: string;
  title: string | null;
  packed: Buffer | null;
};

/** What a feed tells of now, newest first. */
export async function readChanges({ teamId, monitor }: FoundFeed): Promise<FeedChange[]> {
  const rows = await db().execute<Row>(sql`
    select c.id, c.kind, c.created_at as at, m.id as "monitorId", m.name as "monitorName", p.url, p.title,
      c.check_id as "checkId", c.check_page_id as "checkPageId",
      -- An id of zeros is of what was found before there was an inbox.
      nullif(c.item_id, '00000000-0000-0000-0000-000000000000') as "itemId",
      c.excerpt, c.lines_added as "linesAdded", c.lines_removed as "linesRemoved", c.judgment,
      case when r.diff_size <= ${LARGEST_DIFF} then r.diff end as packed
    from changes c
    join monitors m on m.id = c.monitor_id and m.status <> 'deleted'
    join pages p on p.id = c.page_id
    join check_pages r on r.check_id = c.check_id and r.id = c.check_page_id
    where ${monitor ? sql`c.monitor_id = ${monitor.id} and` : sql``} c.team_id = ${teamId}
    order by c.id desc
    limit ${MOST_ITEMS}`);
  return Promise.all(
    rows.map(async ({ at, monitorId, monitorName, url, title, packed, ...row }) => ({
      ...row,
      at: new Date(at),
      monitor: { id: monitorId, name: monitorName },
      page: { url, title },
      diff: packed ? await unpackText(packed) : null,
    })),
  );
}
