import type { snapshots } from "#lib/db/schema.ts";

/** One thing of a page that is compared on its own: its text, later its fields, its links, its picture. */
export type Surface = {
  /** The extractor's name, such as "text". */
  name: string;
  content: string;
  kind: (typeof snapshots.$inferSelect)["kind"];
  /** Of everything that decides the content beside the page; under another one it is taken anew, and is no change. */
  fingerprint: string;
};

/** The last good content of a surface. */
export type Baseline = {
  snapshotId: string;
  /** SHA-256 of the content. */
  hash: Buffer;
  fingerprint: string | null;
};
