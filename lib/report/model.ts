import type { ChangeExcerpt, ChangeKind } from "#lib/change/model.ts";
import type { CheckStatus } from "#lib/check/model.ts";
import type { Judgment } from "#lib/page/model.ts";

/**
 * What one check has to tell, made once from its rows and then worded by each channel in its own way. Every text of it
 * comes from a page or a person and is escaped by whoever writes it into markup; every link is absolute.
 */
export type Report = {
  team: { id: string; name: string };
  monitor: { id: string; name: string; link: string };
  check: {
    id: string;
    link: string;
    status: CheckStatus;
    finishedAt: Date;
    credits: number;
    counts: { same: number; changed: number; new: number; removed: number; error: number };
  };
  /** The finding in one line: what a subject or a title says. */
  title: string;
  /** Meaningful ones first; bounded, `more` counts those that are left out. */
  changes: ReportedChange[];
  more: number;
};

export type ReportedChange = {
  id: string;
  kind: ChangeKind;
  /** The address of the page, and the title it had when it was read. */
  page: { url: string; title: string | null };
  /** The change's own page in Tidemark. */
  link: string;
  /** The first words that differ; of a failure, its sentence as `after`. */
  excerpt: ChangeExcerpt | null;
  linesAdded: number;
  linesRemoved: number;
  judgment: Judgment | null;
  /** On how many pages of the check the very same difference stands, this one included. */
  pages: number;
  /** A unified diff, bounded in size; null where it is not asked for or there is none. */
  diff: string | null;
  /** For how long the page could not be read, of one that recovered; in milliseconds. */
  failedFor: number | null;
};
