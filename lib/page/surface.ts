import type { snapshots } from "#lib/db/schema.ts";

/** One thing of a page that is compared on its own: its text, later its fields, its links, its picture. */
export type Surface = {
  /** The extractor's name, such as "text". */
  name: string;
  kind: (typeof snapshots.$inferSelect)["kind"];
  /** Of everything that decides the content beside the page; what another one made is not compared with it. */
  fingerprint: string;
  /** Whether it is compared all the same, when the page's own bytes are others than those its baseline was made of. */
  outlivesFingerprint: boolean;
  /** Whether it has what older versions of its extractor did not read: new words are then no news. */
  readsMore: boolean;
  /** Whether another content is a change of the page. */
  isCompared: boolean;
  /** SHA-256 of what the content was made of, where the same makes the same content; null where nothing says so. */
  source: Buffer | null;
  /** The content as it is stored; null for that of the baseline. */
  content: PackedContent | null;
};

export type PackedContent = {
  /** SHA-256 of the content. */
  hash: Buffer;
  /** Bytes of UTF-8. */
  size: number;
  /** zstd of the content. */
  packed: Buffer;
};

/** The last good content of a surface. */
export type Baseline = {
  snapshotId: string;
  /** SHA-256 of the content. */
  hash: Buffer;
  /** As the surface had it. */
  source: Buffer | null;
  fingerprint: string | null;
};
