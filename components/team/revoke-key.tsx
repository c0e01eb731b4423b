"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ApiError, api } from "#components/data/api.ts";
import { apiKeysQuery } from "#components/data/queries.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import type { ApiKeyAnswer } from "#lib/team/model.ts";

/** Revokes a key after a question. */
export function RevokeKey({ apiKey: { id, name, prefix } }: { apiKey: ApiKeyAnswer }) {
  const client = useQueryClient();
  const revoke = async () => {
    // A key that is gone already is just as revoked.
    await api(`/v2/team/api-keys/${id}`, { method: "DELETE" }).catch((error) => {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    });
    await client.invalidateQueries({ queryKey: apiKeysQuery().queryKey });
  };
  return (
    <Confirm
      trigger={
        <ActButton action="revokeApiKey" size="small" aria-label={`Revoke ${name}`}>
          Revoke
        </ActButton>
      }
      title={`Revoke ${name}`}
      consequence={
        <>
          Programs that use <code className="font-mono text-foreground text-sm">{prefix}…</code> are refused
          from this moment on. This cannot be undone.
        </>
      }
      verb="Revoke key"
      act={revoke}
    />
  );
}
