import type { Report } from "#lib/report/model.ts";

/** A report to try a channel with, before anything has changed. It says that it is none. */
export function sampleReport(team: { id: string; name: string }, origin: string, now = new Date()): Report {
  const link = `${origin}/changes`;
  const change = { linesAdded: 1, linesRemoved: 1, pages: 1, diff: null, failedFor: null, judgment: null };
  return {
    team,
    monitor: {
      id: "00000000-0000-0000-0000-000000000000",
      name: "A test of this channel",
      link: `${origin}/monitors`,
    },
    check: {
      id: "00000000-0000-0000-0000-000000000000",
      link,
      status: "completed",
      finishedAt: now,
      credits: 0,
      counts: { same: 0, changed: 1, new: 0, removed: 0, error: 1 },
    },
    title: "Test: this is how a change looks here",
    changes: [
      {
        ...change,
        id: "00000000-0000-0000-0000-000000000001",
        kind: "changed",
        page: { url: "https://example.com/pricing", title: "Pricing (an example)" },
        link,
        excerpt: { lead: "Starter", before: "$19", after: "$24" },
      },
      {
        ...change,
        id: "00000000-0000-0000-0000-000000000002",
        kind: "failed",
        page: { url: "https://example.com/status", title: "Status (an example)" },
        link,
        excerpt: { lead: "", before: "", after: "The page answered 503." },
        linesAdded: 0,
        linesRemoved: 0,
      },
    ],
    more: 0,
  };
}
