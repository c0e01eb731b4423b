"use client";

import { useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { ApiError, api } from "#components/data/api.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { feedsQuery } from "#components/team/feeds/queries.ts";
import { cn } from "#components/ui/class-names.ts";
import { Confirm } from "#components/ui/confirm.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FeedAnswer } from "#lib/feed/model.ts";

/** Lists the feeds, those that can be read before the revoked ones. */
export function FeedTable({ feeds }: { feeds: FeedAnswer[] }) {
  const inOrder = [...feeds.filter((feed) => !feed.revokedAt), ...feeds.filter((feed) => feed.revokedAt)];
  return (
    <table className="w-full border-separate border-spacing-0 overflow-hidden rounded-md border bg-surface text-left text-sm">
      <thead className="text-muted text-xs">
        <tr className="[&>th]:border-b [&>th]:px-3 [&>th]:py-2 [&>th]:font-normal">
          <th scope="col">Name</th>
          <th scope="col" className="hidden sm:table-cell">
            Tells of
          </th>
          <th scope="col" className="hidden sm:table-cell">
            Last read
          </th>
          <th scope="col">
            <span className="sr-only">Revoke</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder.map((feed) => (
          <FeedRow key={feed.id} feed={feed} />
        ))}
      </tbody>
    </table>
  );
}

function FeedRow({ feed }: { feed: FeedAnswer }) {
  const { name, revokedAt } = feed;
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
          <Subject feed={feed} /> · <LastRead feed={feed} />
        </span>
      </td>
      <td className="hidden max-w-0 truncate sm:table-cell sm:w-2/5">
        <Subject feed={feed} />
      </td>
      <td className="hidden whitespace-nowrap text-muted sm:table-cell">
        <LastRead feed={feed} />
      </td>
      <td className="w-px whitespace-nowrap text-right">
        {revokedAt ? (
          <span>
            Revoked <Time iso={revokedAt} />
          </span>
        ) : (
          <RevokeFeed feed={feed} />
        )}
      </td>
    </tr>
  );
}

function Subject({ feed: { monitor } }: { feed: FeedAnswer }) {
  if (!monitor) return "All monitors";
  return (
    <Link href={`/monitors/${monitor.id}`} className="hover:underline" title={monitor.name}>
      {monitor.name}
    </Link>
  );
}

const LastRead = ({ feed: { lastReadAt } }: { feed: FeedAnswer }) =>
  lastReadAt ? <Time iso={lastReadAt} /> : "never";

function RevokeFeed({ feed: { id, name } }: { feed: FeedAnswer }) {
  const client = useQueryClient();
  const revoke = async () => {
    // A feed that is gone already is just as revoked.
    await api(`/v2/team/feeds/${id}`, { method: "DELETE" }).catch((error) => {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
    });
    await client.invalidateQueries({ queryKey: feedsQuery().queryKey });
  };
  return (
    <Confirm
      trigger={
        <ActButton action="revokeFeed" size="small" aria-label={`Revoke ${name}`}>
          Revoke
        </ActButton>
      }
      title={`Revoke ${name}`}
      consequence="Readers that have its address find nothing there from this moment on. This cannot be undone."
      verb="Revoke feed"
      act={revoke}
    />
  );
}
