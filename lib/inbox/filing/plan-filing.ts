import type { ChangeKind } from "#lib/change/model.ts";

/** A change that no item has yet, as the filing reads it. */
export type UnfiledChange = {
  id: string;
  teamId: string;
  monitorId: string;
  checkId: string;
  pageId: string;
  kind: ChangeKind;
  /** In hexadecimal digits. */
  groupHash: string;
  excerpt: unknown;
  linesAdded: number;
  linesRemoved: number;
  judgment: unknown;
  checkPageId: string;
  createdAt: string;
  /** The item of the page's change before this one, and what kind that was: after a failure the page still fails. */
  before: string | null;
  beforeKind: ChangeKind | null;
};

/** What filing needs to know of an item, and changes of it. */
export type FiledItem = {
  id: string;
  teamId: string;
  monitorId: string;
  kind: ChangeKind;
  state: string;
  groupHash: string;
  /** The check whose other pages with the same difference join it; null once it takes no more. */
  gathersIn: string | null;
  pages: number;
  changes: number;
  failing: number;
};

/** An item as it is after some changes were filed under it; `newest` is the last of them, null where none was. */
export type Filing = FiledItem & { isNew: boolean; newest: UnfiledChange | null; filed: string[] };

/**
 * Under which item each change goes, oldest first. A page that changes while an item is open about it alone joins that one; a
 * page that can be read again joins the item of its failure; the same difference on other pages of one check is one item;
 * everything else begins one.
 * @param known items that may take a change: those of the pages' changes before, and those of the same differences
 */
export function planFiling(changes: UnfiledChange[], known: FiledItem[]): Filing[] {
  const items = new Map(known.map((item) => [item.id, item]));
  const byDifference = new Map(
    known.flatMap((item) =>
      item.gathersIn ? [[differenceOf(item.gathersIn, item.groupHash), item.id] as const] : [],
    ),
  );
  const lastOfPage = new Map<string, { item: string | null; kind: ChangeKind | null }>();
  const filings = new Map<string, Filing>();

  const file = (change: UnfiledChange, item: FiledItem, moved: Partial<FiledItem>, isNew = false) => {
    const before = filings.get(item.id);
    const after = {
      ...item,
      ...moved,
      isNew: before?.isNew ?? isNew,
      newest: change,
      filed: [...(before?.filed ?? []), change.id],
    };
    items.set(item.id, after);
    filings.set(item.id, after);
    lastOfPage.set(change.pageId, { item: item.id, kind: change.kind });
  };

  const endFailure = (own: FiledItem) => {
    const failing = own.failing - 1;
    const after: FiledItem = { ...own, failing, kind: failing === 0 ? "recovered" : own.kind };
    items.set(own.id, after);
    const before = filings.get(own.id) ?? { isNew: false, newest: null, filed: [] };
    filings.set(own.id, { ...before, ...after });
  };

  for (const change of changes) {
    const last = lastOfPage.get(change.pageId) ?? { item: change.before, kind: change.beforeKind };
    const own = items.get(last.item ?? "");
    const fails = last.kind === "failed";
    if (own && own.state === "open" && joinsOwn(change, own, fails)) {
      file(change, own, { ...afterJoining(change, own), changes: own.changes + 1, gathersIn: null });
      continue;
    }
    // It failed among others, and what came back is another page: the failure is over, and the change is news of its own.
    if (own?.state === "open" && fails && change.kind !== "failed") endFailure(own);
    const same = items.get(byDifference.get(differenceOf(change.checkId, change.groupHash)) ?? "");
    if (same) {
      file(change, same, {
        pages: same.pages + 1,
        changes: same.changes + 1,
        failing: same.failing + failingOf(change),
      });
      continue;
    }
    const item = begin(change);
    byDifference.set(differenceOf(change.checkId, change.groupHash), item.id);
    file(change, item, {}, true);
  }
  return [...filings.values()];
}

const differenceOf = (checkId: string, groupHash: string) => `${checkId} ${groupHash}`;

/** Its id is that of its first change. */
function begin(change: UnfiledChange): FiledItem {
  const { id, teamId, monitorId, kind, groupHash, checkId } = change;
  return {
    id,
    teamId,
    monitorId,
    kind,
    state: "open",
    groupHash,
    gathersIn: checkId,
    pages: 1,
    changes: 1,
    failing: failingOf(change),
  };
}

const failingOf = ({ kind }: UnfiledChange) => (kind === "failed" ? 1 : 0);

function joinsOwn({ kind }: UnfiledChange, own: FiledItem, fails: boolean): boolean {
  if (kind === "recovered") return fails && own.failing > 0;
  // Of an item about many pages only a recovery is told there; else one page's news would be everybody's.
  return own.pages === 1;
}

function afterJoining({ kind }: UnfiledChange, own: FiledItem): Partial<FiledItem> {
  if (kind === "failed") return { kind, failing: 1 };
  if (kind === "recovered") {
    const failing = own.failing - 1;
    return { failing, kind: failing === 0 ? kind : own.kind };
  }
  // A page that is new to its readers stays so, however often it changes before they look.
  return { failing: 0, kind: own.kind === "new" && kind === "changed" ? "new" : kind };
}
