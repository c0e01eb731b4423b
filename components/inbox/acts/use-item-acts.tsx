"use client";

import { type ReactNode, useRef, useState } from "react";
import type { Acting } from "#components/inbox/acts/acting.ts";
import { AssignChooser } from "#components/inbox/acts/assign-chooser.tsx";
import { SnoozeChooser } from "#components/inbox/acts/snooze-chooser.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { useMe } from "#components/shell/me.tsx";
import type { Announcement } from "#components/ui/notice.tsx";

export type ItemActs = Record<"done" | "noise" | "assign" | "snooze" | "important" | "undo", () => void>;
type Asking = { what: "assign" | "snooze"; items: readonly ItemAnswer[] };

/**
 * The acts on what is selected, or stands before a person: by key and by button the same.
 * @param targets what an act is about, at the moment it is done
 * @returns the acts, and what asks whom or until when
 */
export function useItemActs({
  targets,
  act,
  undo,
  announce,
}: {
  targets: () => readonly ItemAnswer[];
  act: Acting["act"];
  undo: Acting["undo"];
  announce: (announcement: Announcement) => void;
}): { acts: ItemActs; snooze: (items: readonly ItemAnswer[]) => void; asking: ReactNode } {
  const me = useMe();
  const refusal = useActRefusal();
  const [asking, setAsking] = useState<Asking | null>(null);
  const latest = useRef({ targets, act });
  latest.current = { targets, act };
  const onTargets = (then: (items: readonly ItemAnswer[]) => void) => () => {
    if (refusal !== null) return announce({ text: refusal, refused: true });
    const items = latest.current.targets();
    if (items.length > 0) then(items);
  };
  const acts: ItemActs = {
    done: onTargets((items) => {
      const closed = items.every(({ state }) => state !== "open");
      act(items, { act: closed ? "reopen" : "done" });
    }),
    noise: onTargets((items) => act(items, { act: "noise" })),
    important: onTargets((items) =>
      act(items, { act: "important", important: !items.every((one) => one.important) }),
    ),
    assign: onTargets((items) => setAsking({ what: "assign", items })),
    snooze: onTargets((items) => setAsking({ what: "snooze", items })),
    undo: () => (refusal === null ? undo() : announce({ text: refusal, refused: true })),
  };
  useKeys(acts);
  const close = () => setAsking(null);
  return {
    acts,
    snooze: (items) => setAsking({ what: "snooze", items }),
    asking: asking && (
      <>
        {asking.what === "assign" && <AssignChooser items={asking.items} me={me} act={act} close={close} />}
        {asking.what === "snooze" && <SnoozeChooser items={asking.items} act={act} close={close} />}
      </>
    ),
  };
}
