import { useUrlState } from "#components/hooks/use-url-state.ts";
import type { PageVersionAnswer } from "#lib/page/model.ts";

/** Which version is read, and which one it is compared with: null reads it as it was captured. */
export type Chosen = { from: string | null; to: string | null };

/** The same versions, when one was named by another fetch than the one that brought it. */
export function withOwnId({ from, to }: Chosen, named: string, own: string): Chosen {
  const ownOf = (id: string | null) => (id === named ? own : id);
  return { from: ownOf(from), to: ownOf(to) };
}

export function useChosenVersions(versions: readonly PageVersionAnswer[]) {
  const url = useUrlState();
  const chosen: Chosen = { from: url.get("from"), to: url.get("to") ?? versions[0]?.id ?? null };
  const choose = ({ from, to }: Chosen) => url.set({ from, to, change: null });
  const at = versions.findIndex(({ id }) => id === chosen.to);
  /** The next version in time, as it is read now: alone, or compared with the one before it. */
  const step = (by: 1 | -1) => {
    const next = at < 0 ? undefined : versions[at + by];
    if (!next) return;
    const before = versions[at + by + 1]?.id ?? null;
    choose({ to: next.id, from: chosen.from === null ? null : before });
  };
  return { chosen, choose, older: () => step(1), newer: () => step(-1) };
}
