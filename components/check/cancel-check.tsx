"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CANCEL_WORDS } from "#components/check/cancel-words.ts";
import { checkPath } from "#components/check/queries.ts";
import { api } from "#components/data/api.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import type { CheckAnswer } from "#lib/check/model.ts";

/** Stops a live check, once the person has read what that means. */
export function CancelCheck({ check }: { check: Pick<CheckAnswer, "id" | "monitorId"> }) {
  const client = useQueryClient();
  const { mutateAsync } = useMutation({
    mutationFn: () => api(`${checkPath(check.monitorId, check.id)}/cancel`, { method: "POST" }),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["check", check.id] });
      void client.invalidateQueries({ queryKey: ["monitor", check.monitorId] });
    },
  });
  return (
    <Confirm
      trigger={
        <ActButton action="cancelCheck" size="small">
          Cancel
        </ActButton>
      }
      {...CANCEL_WORDS}
      act={() => mutateAsync()}
    />
  );
}
