"use client";

import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api } from "#components/data/api.ts";
import { sessionsQuery } from "#components/data/queries.ts";
import { describeUserAgent } from "#components/team/user-agent.ts";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SessionAnswer } from "#lib/team/model.ts";

/** So many sessions are shown until one asks for all. */
const SHOWN_AT_FIRST = 6;

/** Lists where the person is signed in: this session first, then the others with a way to end them. */
export function Sessions() {
  const client = useQueryClient();
  const { data: sessions } = useSuspenseQuery(sessionsQuery());
  const [all, setAll] = useState(false);
  const others = sessions.filter((session) => !session.current);
  const end = async (ended: SessionAnswer[]) => {
    await Promise.all(ended.map(endSession));
    await client.invalidateQueries({ queryKey: sessionsQuery().queryKey });
  };
  const inOrder = [...sessions.filter((session) => session.current), ...others];
  const shown = all ? inOrder : inOrder.slice(0, SHOWN_AT_FIRST);
  const hidden = inOrder.length - shown.length;
  return (
    <div className="grid gap-3">
      <ul className="divide-y rounded-md border bg-surface">
        {shown.map((session) => (
          <Session key={session.id} session={session} end={() => end([session])} />
        ))}
      </ul>
      {others.length > 1 && (
        <div className="flex flex-wrap gap-2">
          {hidden > 0 && <Button onClick={() => setAll(true)}>Show {hidden} more</Button>}
          <Confirm
            trigger={<Button variant="danger">End all other sessions</Button>}
            title={`End ${others.length} other sessions`}
            consequence="Whoever uses them is signed out at once. This session stays."
            verb="End all other sessions"
            act={() => end(others)}
          />
        </div>
      )}
    </div>
  );
}

function Session({ session, end }: { session: SessionAnswer; end: () => Promise<void> }) {
  const name = describeUserAgent(session.userAgent);
  const address = plainAddress(session.ip);
  return (
    <li className="flex min-h-14 items-center justify-between gap-3 px-3 py-2">
      <div className="min-w-0">
        <p className="truncate font-medium text-sm" title={session.userAgent ?? undefined}>
          {name}
        </p>
        <p className="text-muted text-sm">
          <span className="break-all">{address}</span> · signed in <Time iso={session.createdAt} />
        </p>
      </div>
      {session.current ? (
        <span className="shrink-0 rounded-sm bg-accent-soft px-1.5 py-0.5 font-medium text-accent text-xs">
          This session
        </span>
      ) : (
        <Confirm
          trigger={
            <Button size="small" aria-label={`End session of ${name}`}>
              End session
            </Button>
          }
          title="End this session"
          consequence={`${name}, ${address}: whoever uses it is signed out at once.`}
          verb="End session"
          act={end}
        />
      )}
    </li>
  );
}

/** An IPv4 caller of an IPv6 socket reads ::ffff:192.0.2.1; people know the last part (RFC 4291 section 2.5.5.2). */
function plainAddress(ip: string | null): string {
  return ip?.replace(/^::ffff:(?=\d+\.)/, "") ?? "unknown address";
}

/** Ends a session. One that has ended already is just as gone. */
async function endSession({ id }: SessionAnswer): Promise<void> {
  await api(`/v2/team/sessions/${id}`, { method: "DELETE" }).catch((error) => {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  });
}
