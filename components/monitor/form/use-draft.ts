"use client";

import { useCallback, useMemo, useState } from "react";
import { type Draft, newBlock, sameDraft, type TargetDraft } from "#components/monitor/form/draft.ts";
import { type FieldId, NONE, type Refusals } from "#components/monitor/form/refusals.ts";
import type { Fields } from "#components/target/form.ts";

const SCHEDULE_KEYS = ["scheduleAs", "text", "cron"];
const fieldOf = (key: string) => (SCHEDULE_KEYS.includes(key) ? "schedule" : key) as FieldId;

/** What was taken out of a draft, and where it stood. */
export type Removed = { block: TargetDraft; index: number };

/** A draft while it is typed. What is changed is no longer refused. All functions stay the same from drawing to drawing. */
export function useDraft(start: Draft) {
  const [draft, setDraft] = useState(start);
  const [refusals, setRefusals] = useState<Refusals>(NONE);
  const [removed, setRemoved] = useState<Removed | null>(null);

  const set = useCallback((change: Partial<Omit<Draft, "targets">>) => {
    setDraft((known) => ({ ...known, ...change }));
    setRefusals((known) => ({
      ...known,
      fields: without(known.fields, ["form", ...Object.keys(change).map(fieldOf)]),
    }));
  }, []);

  const setTargets = useCallback((change: (targets: TargetDraft[]) => TargetDraft[]) => {
    setDraft((known) => ({ ...known, targets: change(known.targets) }));
    setRefusals((known) => ({ ...known, fields: without(known.fields, ["form"]) }));
  }, []);

  const setBlock = useCallback(
    (key: string, change: Fields) => {
      setTargets((targets) =>
        targets.map((block) =>
          block.key === key ? { ...block, fields: { ...block.fields, ...change } } : block,
        ),
      );
      setRefusals((known) => ({
        ...known,
        blocks: {
          ...known.blocks,
          [key]: without(known.blocks[key] ?? {}, ["block", ...Object.keys(change)]),
        },
      }));
    },
    [setTargets],
  );

  /** A block becomes one of another kind, in which nothing was typed. */
  const turnBlock = useCallback(
    (key: string, type: string) => {
      setTargets((targets) =>
        targets.map((block) => (block.key === key ? { ...newBlock(type), key } : block)),
      );
      setRefusals((known) => ({ ...known, blocks: without(known.blocks, [key]) }));
    },
    [setTargets],
  );

  const addBlock = useCallback(() => {
    setRemoved(null);
    setTargets((targets) => [...targets, newBlock()]);
  }, [setTargets]);

  const removeBlock = (key: string) => {
    const index = draft.targets.findIndex((block) => block.key === key);
    const block = draft.targets[index];
    if (block) setRemoved({ block, index });
    setTargets((targets) => targets.filter((other) => other.key !== key));
  };

  const restoreBlock = () => {
    if (removed) setTargets((targets) => targets.toSpliced(removed.index, 0, removed.block));
    setRemoved(null);
  };

  const isDirty = useMemo(() => !sameDraft(draft, start), [draft, start]);
  const blocks = { setBlock, turnBlock, addBlock, removeBlock, restoreBlock, removed };
  return { draft, set, blocks, refusals, setRefusals, isDirty };
}

function without<V>(record: Partial<Record<string, V>>, keys: string[]): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key))) as Record<
    string,
    V
  >;
}
