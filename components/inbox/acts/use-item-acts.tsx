"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import type { Acting } from "#components/inbox/acts/acting.ts";
import { AssignChooser } from "#components/inbox/acts/assign-chooser.tsx";
import { SnoozeChooser } from "#components/inbox/acts/snooze-chooser.tsx";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import { LabelChooser } from "#components/inbox/labels/label-chooser.tsx";
import { needsSignOff } from "#components/inbox/labels/label-words.tsx";
import { inboxSettingsQuery } from "#components/inbox/labels/queries.ts";
import { ReasonAsker } from "#components/inbox/labels/reason-asker.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { useMe } from "#components/shell/me.tsx";
import type { Announcement } from "#components/ui/notice.tsx";

export type ItemActs = Record<
  "done" | "noise" | "assign" | "snooze" | "important" | "label" | "undo",
  () => void
> & { signOff: () => void };
type Asking = { what: "assign" | "snooze" | "label" | "done" | "noise"; items: readonly ItemAnswer[] };

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
  const client = useQueryClient();
  const { data: settings } = useQuery(inboxSettingsQuery());
  const [asking, setAsking] = useState<Asking | null>(null);
  const latest = useRef({ targets, act });
  latest.current = { targets, act };
  const onTargets = (then: (items: readonly ItemAnswer[]) => void) => () => {
    if (refusal !== null) return announce({ text: refusal, refused: true });
    const items = latest.current.targets();
    if (items.length > 0) then(items);
  };
  const dismiss = (as: "done" | "noise", items: readonly ItemAnswer[]) => {
    const go = ({ askReason }: { askReason: boolean }) =>
      askReason ? setAsking({ what: as, items }) : act(items, { act: as });
    if (settings) return go(settings);
    // Pressed sooner than it is known whether the team asks why; what cannot be read the server says by refusing.
    void client.ensureQueryData(inboxSettingsQuery()).then(go, () => go({ askReason: false }));
  };
  const byKey = {
    done: onTargets((items) => {
      const closed = items.every(({ state }) => state !== "open");
      if (closed) act(items, { act: "reopen" });
      else dismiss("done", items);
    }),
    noise: onTargets((items) => dismiss("noise", items)),
    important: onTargets((items) =>
      act(items, { act: "important", important: !items.every((one) => one.important) }),
    ),
    assign: onTargets((items) => setAsking({ what: "assign", items })),
    snooze: onTargets((items) => setAsking({ what: "snooze", items })),
    label: onTargets((items) => setAsking({ what: "label", items })),
    undo: () => (refusal === null ? undo() : announce({ text: refusal, refused: true })),
  };
  useKeys(byKey);
  const signOff = onTargets((items) => act(items.filter(needsSignOff), { act: "signOff" }));
  const acts: ItemActs = { ...byKey, signOff };
  const close = () => setAsking(null);
  return {
    acts,
    snooze: (items) => setAsking({ what: "snooze", items }),
    asking: asking && (
      <>
        {asking.what === "assign" && <AssignChooser items={asking.items} me={me} act={act} close={close} />}
        {asking.what === "snooze" && <SnoozeChooser items={asking.items} act={act} close={close} />}
        {asking.what === "label" && <LabelChooser items={asking.items} act={act} close={close} />}
        {(asking.what === "done" || asking.what === "noise") && (
          <ReasonAsker items={asking.items} as={asking.what} act={act} close={close} />
        )}
      </>
    ),
  };
}
