import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { Ctx } from "#lib/ctx.ts";
import { registerTargetRun, type TargetRun } from "#lib/target/index.ts";
import { type AnyTarget, registerTargetKind, type TargetKind } from "#lib/target/kinds.ts";
import { registerTargetSchema } from "#lib/target/model.ts";
import { call, newApiUser } from "#testing/api.ts";
import { newMonitor, ownSite, runNow, soundLedger } from "#testing/checks.ts";
import { newTeam, ownDatabase } from "#testing/database.ts";
import { startCheck } from "./index.ts";

// A kind of target that exists in this file only: a book, of so many chapters at addresses that are counted up. It costs
// two credits a chapter. Nothing of lib or components knows it.

ownDatabase();
const { site, fetchPage } = ownSite();

type Book = AnyTarget & { address: string; chapters: number };
const chapters = ({ address, chapters }: Book) =>
  Array.from({ length: chapters }, (_, index) => `${address}/${index + 1}`);

const kind: TargetKind = {
  type: "book",
  name: "book",
  words: (target) => `a book of ${(target as Book).chapters} chapters`,
  addresses: (target) => chapters(target as Book),
  questions: () => [],
  knownPages: (target) => (target as Book).chapters,
  estimate: (target, judged) => (target as Book).chapters * (judged ? 3 : 2),
  needsGoal: false,
  namesPages: true,
};

const run: TargetRun<Book> = {
  issues: ({ chapters }) => (chapters > 9 ? [{ path: "chapters", message: "has too many chapters" }] : []),
  options: () => ({ onlyMainContent: false }),
  price: () => ({ base: 2, formats: 0, judge: 0 }),
  async *pages(target, source) {
    // One after the other, as a kind does that finds its pages on the way.
    for (const url of chapters(target)) yield* await source.track([url]);
  },
};

const schema = z.strictObject({
  id: z.guid().optional(),
  type: z.literal("book"),
  address: z.url(),
  chapters: z.number().int().min(1, "must have a chapter"),
});

const undo: (() => void)[] = [];
beforeAll(() => {
  undo.push(
    registerTargetKind(kind),
    registerTargetSchema({ type: "book", schema }),
    registerTargetRun("book", run),
  );
});
afterAll(() => {
  for (const unregister of undo) unregister();
});

let ctx: Ctx;
beforeEach(async () => {
  ctx = await newTeam();
});

const book = (chapters: number) => ({ type: "book", address: site().url("/book"), chapters });

function write(chapter: number, text: string) {
  site().page(`/book/${chapter}`, `<main>${text}</main>`);
}

test("a kind that only a test knows is accepted, priced, carried out, compared and counted", async () => {
  for (const chapter of [1, 2, 3]) write(chapter, `Chapter ${chapter}`);
  const monitor = await newMonitor(ctx, [], { targets: [book(3)] });
  expect(monitor).toMatchObject({ estimatedCreditsPerCheck: 6, estimatedCreditsPerMonth: 6 * 720 });
  const first = await runNow(ctx, monitor.id, fetchPage);
  expect(first).toMatchObject({
    status: "completed",
    newPages: 3,
    expectedPages: 3,
    reservedCredits: 6,
    actualCredits: 6,
  });
  expect(first.targetResults).toMatchObject([
    {
      type: "book",
      summary: { totalPages: 3, new: 3 },
      credits: { base: 6, total: 6 },
      expectedJobs: first.pages.map(({ id }) => id),
    },
  ]);
  write(2, "Chapter 2, revised");
  const second = await runNow(ctx, monitor.id, fetchPage);
  expect(second.pages.map(({ url, status }) => [url.at(-1), status])).toEqual(
    expect.arrayContaining([
      ["1", "same"],
      ["2", "changed"],
      ["3", "same"],
    ]),
  );
  expect(second.targetResults).toMatchObject([{ summary: { same: 2, changed: 1 } }]);
  expect(await soundLedger(ctx.teamId)).toMatchObject({ reserved: 0, charged: 6 + 2 });
});

test("its own rules refuse it, in the words of its schema and of its run", async () => {
  const refused = async (chapters: number) => newMonitor(ctx, [], { targets: [book(chapters)] });
  await expect(refused(0)).rejects.toThrow(/must have a chapter/);
  await expect(refused(10)).rejects.toThrow("targets.0.chapters: has too many chapters");
  const { key } = await newApiUser();
  const reply = await call("POST", "/api/v2/monitor", {
    headers: { authorization: `Bearer ${key}` },
    body: { name: "Book", schedule: { text: "daily" }, targets: [{ ...book(1), pages: 7 }] },
  });
  expect(reply).toMatchObject({ status: 400, body: { error: /pages/ } });
});

test("it stands beside other kinds in one monitor", async () => {
  write(1, "Chapter 1");
  site().page("/beside", "<main>Beside</main>");
  const targets = [book(1), { type: "scrape", urls: [site().url("/beside")] }];
  const monitor = await newMonitor(ctx, [], { targets });
  expect(monitor.estimatedCreditsPerCheck).toBe(3);
  const check = await startCheck(ctx, monitor.id);
  expect(check.targetResults?.map(({ type }) => type)).toEqual(["book", "scrape"]);
});
