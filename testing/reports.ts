import type { Report, ReportedChange } from "../lib/report/model.ts";

const AT = "http://tidemark.example";

/** A change as a report tells it; `more` says what is another. */
export function reportedChange(id: string, more: Partial<ReportedChange> = {}): ReportedChange {
  return {
    id,
    kind: "changed",
    page: { url: "https://acme.example/pricing", title: "Pricing" },
    link: `${AT}/changes/${id}`,
    excerpt: { lead: "Starter", before: "$19", after: "$24" },
    linesAdded: 2,
    linesRemoved: 1,
    judgment: null,
    pages: 1,
    diff: null,
    failedFor: null,
    ...more,
  };
}

/** A report of these changes. */
export function reportOf(changes: ReportedChange[], more: Partial<Report> = {}): Report {
  return {
    team: { id: "team", name: "Acme watchers" },
    monitor: { id: "m1", name: "Acme pricing", link: `${AT}/monitors/m1` },
    check: {
      id: "c1",
      link: `${AT}/monitors/m1/checks/c1`,
      status: "completed",
      finishedAt: new Date("2026-11-27T14:05:00Z"),
      credits: 3,
      counts: { same: 1, changed: changes.length, new: 0, removed: 0, error: 0 },
    },
    title: "Starter costs more",
    changes,
    more: 0,
    ...more,
  };
}

/** What pages and people may write to break whatever shows it. */
export const HOSTILE = [
  "<!channel> <@U123> <https://evil.example|click> & <b>bold</b>",
  "@everyone @here <@&1> [click](https://evil.example) **b** __u__ ~~s~~ `c` ||spoiler|| # head",
  'quote " and \\ back, {"json": 1}, {{title}}, ]]> </a></b>',
  "line\r\nHeader: injected\u0000\u0007 \u202Egnp.exe\u2028 half \ud800 pair",
].join(" ");

/** As much of everything as a page may bring. */
export const hugeReport = (): Report =>
  reportOf(
    Array.from({ length: 60 }, (_, n) =>
      reportedChange(`id-${n}`, {
        page: { url: `https://acme.example/${"path/".repeat(1000)}`, title: "😀*<&".repeat(1000) },
        excerpt: { lead: "_<&😀".repeat(1000), before: "*<&😀".repeat(1000), after: "`<&😀".repeat(1000) },
        judgment: { meaningful: true, confidence: "high", reason: "*<&".repeat(2000), meaningfulChanges: [] },
        diff: "-```<&\n+😀\n".repeat(5000),
      }),
    ),
    {
      title: "_<&😀".repeat(500),
      monitor: { id: "m", name: "*<&😀".repeat(500), link: `${AT}/monitors/m` },
      more: 940,
    },
  );
