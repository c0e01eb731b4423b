import { expect, test } from "vitest";
import { type FiledItem, planFiling, type UnfiledChange } from "#lib/inbox/filing/plan-filing.ts";

let made = 0;
function change(given: Partial<UnfiledChange> = {}): UnfiledChange {
  made += 1;
  return {
    id: `change ${made}`,
    teamId: "team",
    monitorId: "monitor",
    checkId: "check",
    pageId: "page",
    checkPageId: `result ${made}`,
    kind: "changed",
    groupHash: "aa",
    excerpt: null,
    linesAdded: 1,
    linesRemoved: 1,
    judgment: null,
    createdAt: "2026-11-27T10:00:00Z",
    before: null,
    beforeKind: null,
    ...given,
  };
}

const item = (given: Partial<FiledItem> = {}): FiledItem => ({
  id: "item",
  teamId: "team",
  monitorId: "monitor",
  kind: "changed",
  state: "open",
  groupHash: "aa",
  gathersIn: "earlier check",
  pages: 1,
  changes: 1,
  failing: 0,
  ...given,
});

const shapes = (changes: UnfiledChange[], known: FiledItem[] = []) =>
  planFiling(changes, known).map(({ id, kind, isNew, pages, changes, failing, filed }) => ({
    id,
    kind,
    isNew,
    pages,
    changes,
    failing,
    filed: filed.length,
  }));

test("each difference begins an item, which is called as its first change", () => {
  const [a, b] = [change({ pageId: "a" }), change({ pageId: "b", groupHash: "bb" })];
  expect(shapes([a, b])).toEqual([
    { id: a.id, kind: "changed", isNew: true, pages: 1, changes: 1, failing: 0, filed: 1 },
    { id: b.id, kind: "changed", isNew: true, pages: 1, changes: 1, failing: 0, filed: 1 },
  ]);
});

test("the same difference on many pages of a check is one item with a count, also when more of them come later", () => {
  const pages = ["a", "b", "c"].map((pageId) => change({ pageId }));
  expect(shapes(pages)).toMatchObject([{ pages: 3, changes: 3, filed: 3 }]);
  const known = item({ gathersIn: "check", pages: 3, changes: 3 });
  expect(shapes([change({ pageId: "d" })], [known])).toMatchObject([
    { id: "item", isNew: false, pages: 4, changes: 4, filed: 1 },
  ]);
});

test("the same difference in another check is another item", () => {
  const known = item({ gathersIn: "earlier check", pages: 3 });
  expect(shapes([change({ pageId: "d" })], [known])).toMatchObject([{ isNew: true, pages: 1 }]);
});

test("a page that changes again joins its item while that is open and about it alone", () => {
  const again = (state: string, pages = 1) =>
    shapes([change({ groupHash: "bb", before: "item" })], [item({ state, pages })]);
  expect(again("open")).toMatchObject([{ id: "item", isNew: false, pages: 1, changes: 2 }]);
  expect(again("done")).toMatchObject([{ isNew: true, changes: 1 }]);
  expect(again("noise")).toMatchObject([{ isNew: true, changes: 1 }]);
  expect(again("open", 3)).toMatchObject([{ isNew: true, pages: 1 }]);
});

test("a page that changes three times in one batch is one item of three changes", () => {
  const changes = ["c1", "c2", "c3"].map((checkId, at) => change({ checkId, groupHash: `0${at}` }));
  expect(shapes(changes)).toMatchObject([{ isNew: true, pages: 1, changes: 3, filed: 3 }]);
});

test("an item that took another difference gathers no more pages of the check that it began in", () => {
  const first = change({ groupHash: "aa", pageId: "a" });
  const second = change({ groupHash: "bb", pageId: "a", checkId: "next" });
  const other = change({ groupHash: "bb", pageId: "b", checkId: "next" });
  expect(shapes([first, second, other])).toMatchObject([
    { id: first.id, pages: 1, changes: 2 },
    { id: other.id, pages: 1, changes: 1 },
  ]);
});

test("what is new stays new while it changes, and gone is gone", () => {
  const kinds = (before: FiledItem["kind"], now: UnfiledChange["kind"]) =>
    shapes([change({ kind: now, before: "item", groupHash: "bb" })], [item({ kind: before })])[0]?.kind;
  expect(kinds("new", "changed")).toBe("new");
  expect(kinds("changed", "removed")).toBe("removed");
  expect(kinds("removed", "new")).toBe("new");
});

test("a failure is one item until the last of its pages can be read again", () => {
  const failed = ["a", "b"].map((pageId) => change({ kind: "failed", pageId, groupHash: "ff" }));
  expect(shapes(failed)).toMatchObject([{ kind: "failed", pages: 2, failing: 2 }]);
  const known = item({ kind: "failed", pages: 2, changes: 2, failing: 2, groupHash: "ff" });
  const back = (pageId: string) =>
    change({ kind: "recovered", pageId, before: "item", beforeKind: "failed", groupHash: "00" });
  expect(shapes([back("a")], [known])).toMatchObject([{ id: "item", kind: "failed", failing: 1, pages: 2 }]);
  expect(shapes([back("a"), back("b")], [known])).toMatchObject([
    { id: "item", kind: "recovered", failing: 0, changes: 4 },
  ]);
});

test("a page that fails again while its recovery is open is the same item", () => {
  const known = item({ kind: "recovered", changes: 2 });
  expect(shapes([change({ kind: "failed", before: "item", groupHash: "ff" })], [known])).toMatchObject([
    { id: "item", kind: "failed", failing: 1, changes: 3 },
  ]);
});

test("a recovery of a failure that was closed is news of its own", () => {
  const known = item({ kind: "failed", failing: 1, state: "done" });
  expect(
    shapes([change({ kind: "recovered", before: "item", beforeKind: "failed", groupHash: "00" })], [known]),
  ).toMatchObject([{ isNew: true, kind: "recovered", failing: 0 }]);
});

test("a failing page that comes back changed ends its failure; alone it stays one item, among others it is news", () => {
  const alone = item({ kind: "failed", failing: 1 });
  const back = { before: "item", beforeKind: "failed", groupHash: "bb" } as const;
  const changed = change(back);
  expect(shapes([changed], [alone])).toMatchObject([{ id: "item", kind: "changed", failing: 0, changes: 2 }]);
  const among = item({ kind: "failed", failing: 2, pages: 2 });
  expect(shapes([change(back)], [among])).toMatchObject([
    { id: "item", kind: "failed", failing: 1, filed: 0 },
    { isNew: true, kind: "changed", pages: 1 },
  ]);
});

test("a page that can be read again and changes says nothing of those that still fail", () => {
  const known = item({ kind: "failed", failing: 1, pages: 2, changes: 3 });
  const changed = change({ pageId: "a", before: "item", beforeKind: "recovered", groupHash: "bb" });
  expect(shapes([changed], [known])).toMatchObject([{ isNew: true, kind: "changed", pages: 1 }]);
});
