"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { openChanges } from "#components/team/members/open-changes.ts";
import { nameOf } from "#components/team/members/role-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { MemberAnswer } from "#lib/team/model.ts";

type Removal = {
  member: MemberAnswer;
  others: MemberAnswer[];
  /** Who gets what is open for them; null for nobody. */
  remove: (changesTo: string | null) => Promise<unknown>;
};

/** Asks before a member is removed, and who gets what was theirs to do. */
export function RemoveDialog({
  open,
  onOpenChange,
  ...removal
}: Removal & { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Remove ${nameOf(removal.member)}`}
        description="Their sessions and keys of this team end at once. What they did stays."
        width="narrow"
      >
        <Choices {...removal} close={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Choices({ member, others, remove, close }: Removal & { close: () => void }) {
  const [changesTo, setChangesTo] = useState("");
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => remove(changesTo || null),
    onSuccess: close,
  });
  return (
    <div className="grid gap-4">
      <Field
        label="Open changes go to"
        hint={
          member.openChanges > 0
            ? `They have ${openChanges(member.openChanges)}.`
            : "They have none just now."
        }
      >
        {(wiring) => (
          <select
            {...wiring}
            value={changesTo}
            onChange={({ target }) => setChangesTo(target.value)}
            className={inputClass}
          >
            <option value="">nobody</option>
            {others.map((other) => (
              <option key={other.userId} value={other.userId}>
                {nameOf(other)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {error && <FormRefusal>{error.message}</FormRefusal>}
      <div className="flex flex-wrap justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button variant="danger" onClick={() => isPending || mutate()} aria-disabled={isPending}>
          Remove
        </Button>
      </div>
    </div>
  );
}
