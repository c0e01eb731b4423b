"use client";

import { PenLine } from "lucide-react";
import { useActRefusal } from "#components/inbox/acts/use-may-act.ts";
import { needsSignOff } from "#components/inbox/labels/label-words.tsx";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { useMe } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";

/** Agrees to the label that another person gave; shown while items wait for it. */
export function SignOff({ items, signOff }: { items: readonly ItemAnswer[]; signOff: () => void }) {
  const me = useMe();
  const mayNot = useActRefusal();
  const waiting = items.filter(needsSignOff);
  if (waiting.length === 0) return null;
  const own = waiting.every(({ labelledBy }) => labelledBy === me.email);
  const refusal = mayNot ?? (own ? "You gave the label: somebody else must agree to it." : null);
  return (
    <Button
      aria-disabled={refusal !== null || undefined}
      title={refusal ?? "Agree to the label"}
      onClick={() => refusal === null && signOff()}
      className="px-2.5"
    >
      <PenLine />
      Sign off
    </Button>
  );
}
