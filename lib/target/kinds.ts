import { crawlKind } from "#lib/target/crawl/kind.ts";
import type { AnyTarget, TargetKind } from "#lib/target/kind.ts";
import { scrapeKind } from "#lib/target/scrape/kind.ts";
import { searchKind } from "#lib/target/search/kind.ts";

export type { AnyTarget, TargetKind } from "#lib/target/kind.ts";

/** Every kind of target, by type. */
const kinds = new Map([scrapeKind, crawlKind, searchKind].map((kind) => [kind.type, kind]));

/** Adds a kind of target. @returns what takes it away again */
export function registerTargetKind(kind: TargetKind): () => void {
  kinds.set(kind.type, kind);
  return () => void kinds.delete(kind.type);
}

/** The kind of a target. One that this version does not know (an older one may read what a newer one wrote) says so. */
export function kindOf({ type }: Pick<AnyTarget, "type">): TargetKind {
  return kinds.get(type) ?? unknownKind(type);
}

function unknownKind(type: string): TargetKind {
  return {
    type,
    name: type,
    words: () => "of a kind that this version does not know",
    addresses: () => [],
    questions: () => [],
    knownPages: () => null,
    estimate: () => 0,
    needsGoal: false,
    namesPages: false,
  };
}

/** How many pages a check of these targets visits; null where that turns out on the way. */
export function knownPages(targets: AnyTarget[]): number | null {
  let sum = 0;
  for (const target of targets) {
    const pages = kindOf(target).knownPages(target);
    if (pages === null) return null;
    sum += pages;
  }
  return sum;
}

/** The most that a check costs: every page at its price, and every page judged when judging is on. */
export function estimateCheck(targets: AnyTarget[], judged: boolean): number {
  return targets.reduce((sum, target) => sum + kindOf(target).estimate(target, judged), 0);
}
