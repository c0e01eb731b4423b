"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { apiKeysQuery } from "#components/data/queries.ts";
import { CreateKey } from "#components/team/create-key.tsx";
import { KeyExamples } from "#components/team/key-examples.tsx";
import { RevokeKey } from "#components/team/revoke-key.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Time } from "#components/ui/time.tsx";
import type { ApiKeyAnswer } from "#lib/team/model.ts";

/** Lists the team's keys, those that work before the revoked ones. Without any, it says what a key is good for. */
export function ApiKeys({ origin }: { origin: string }) {
  const { data: keys } = useSuspenseQuery(apiKeysQuery());
  return (
    <div className="grid min-w-0 gap-3">
      {keys.length > 0 ? <KeyTable keys={keys} /> : <NoKeys origin={origin} />}
      {/* In one place either way: the first key must not close the dialog that shows it. */}
      <div>
        <CreateKey origin={origin} />
      </div>
    </div>
  );
}

function KeyTable({ keys }: { keys: ApiKeyAnswer[] }) {
  const inOrder = [...keys.filter((key) => !key.revokedAt), ...keys.filter((key) => key.revokedAt)];
  return (
    <table className="w-full border-separate border-spacing-0 overflow-hidden rounded-md border bg-surface text-left text-sm">
      <thead className="text-muted text-xs">
        <tr className="[&>th]:border-b [&>th]:px-3 [&>th]:py-2 [&>th]:font-normal">
          <th scope="col">Name</th>
          <th scope="col" className="hidden sm:table-cell">
            Key
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Role
          </th>
          <th scope="col" className="hidden md:table-cell">
            Created
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Last used
          </th>
          <th scope="col">
            <span className="sr-only">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </tbody>
    </table>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKeyAnswer }) {
  const { name, prefix, role, readOnly, createdAt, lastUsedAt, revokedAt } = apiKey;
  const may = readOnly ? `${role}, reads only` : role;
  return (
    <tr
      className={cn(
        "[&:not(:last-child)>td]:border-b [&>td]:h-11 [&>td]:px-3 [&>td]:py-1.5",
        revokedAt && "text-muted",
      )}
    >
      <td className="max-w-0 sm:w-2/5">
        <span className={cn("block truncate", !revokedAt && "font-medium")} title={name}>
          {name}
        </span>
        <span className="block truncate text-muted text-xs sm:hidden">
          <code className="font-mono">{prefix}…</code> · {may} ·{" "}
          {lastUsedAt ? (
            <>
              used <Time iso={lastUsedAt} />
            </>
          ) : (
            "never used"
          )}
        </span>
      </td>
      <td className="hidden whitespace-nowrap font-mono text-muted sm:table-cell">{prefix}…</td>
      <td className="hidden whitespace-nowrap text-muted sm:table-cell">{may}</td>
      <td className="hidden whitespace-nowrap text-muted md:table-cell">
        <Time iso={createdAt} />
      </td>
      <td className="hidden whitespace-nowrap text-muted sm:table-cell">
        {lastUsedAt ? <Time iso={lastUsedAt} /> : "never"}
      </td>
      <td className="w-px whitespace-nowrap text-right">
        {revokedAt ? (
          <span>
            Revoked <Time iso={revokedAt} />
          </span>
        ) : (
          <RevokeKey apiKey={apiKey} />
        )}
      </td>
    </tr>
  );
}

function NoKeys({ origin }: { origin: string }) {
  return (
    <>
      <p>
        No program has a key yet. With one, your scripts and the Firecrawl SDKs can create monitors, run them
        and read what changed:
      </p>
      <KeyExamples origin={origin} apiKey="fc-…" />
    </>
  );
}
