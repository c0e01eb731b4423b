"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { deliveriesQuery, deliveryQuery } from "#components/team/webhooks/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Ahead, Time } from "#components/ui/time.tsx";
import type { DeliveryAnswer } from "#lib/delivery/model.ts";
import { DELIVERY_STATUSES } from "#lib/statuses.ts";

const WORDS: Record<DeliveryAnswer["status"], { glyph: string; word: string; look: string }> = {
  delivered: { glyph: "✓", word: "Delivered", look: "text-new" },
  queued: { glyph: "◔", word: "Waits", look: "text-changed" },
  failed: { glyph: "!", word: "Gave up", look: "text-error" },
  skipped: { glyph: "–", word: "Skipped", look: "text-muted" },
  cancelled: { glyph: "–", word: "Cancelled", look: "text-muted" },
};
const EVENTS = { "monitor.page": "a page", "monitor.check.completed": "the end of a check" } as const;

/** What was told to webhooks, when, what came back, and why something was not. */
export function Deliveries() {
  const [status, setStatus] = useState("");
  const list = useInfiniteQuery(deliveriesQuery(status));
  const all = list.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <label className="flex items-center gap-2 text-sm">
        <span className="text-muted">Show</span>
        <select
          value={status}
          onChange={({ target }) => setStatus(target.value)}
          className={cn(filterClass, "w-40")}
        >
          <option value="">all</option>
          {DELIVERY_STATUSES.map((one) => (
            <option key={one} value={one}>
              {WORDS[one].word.toLowerCase()}
            </option>
          ))}
        </select>
      </label>
      {list.error && !list.data && (
        <ReadFailure what="The deliveries" error={list.error} retry={list.refetch} />
      )}
      {list.isPending && <Skeleton className="h-24" />}
      {list.data && all.length === 0 && (
        <p className="text-muted text-sm">
          {status
            ? "None of this kind."
            : "Nothing was told yet. A monitor that is given a webhook by the API tells each page and the end of each check."}
        </p>
      )}
      {all.length > 0 && (
        <ul className="divide-y rounded-md border bg-surface text-sm">
          {all.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button
          className="justify-self-start"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {list.isFetchingNextPage ? "Loading…" : "Load more"}
        </Button>
      )}
    </div>
  );
}

function DeliveryRow({ delivery }: { delivery: DeliveryAnswer }) {
  const { id, monitor, checkId, event, status, to, reason, statusCode, createdAt, nextAttemptAt } = delivery;
  const [open, setOpen] = useState(false);
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => api(`/v2/deliveries/${id}/send-again`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const { glyph, word, look } = WORDS[status];
  return (
    <li className="grid gap-1.5 px-3 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className={cn("w-3 text-center font-mono font-semibold", look)} aria-hidden>
          {glyph}
        </span>
        <span className="font-medium">{word}</span>
        <span className="text-muted">{EVENTS[event]} of</span>
        <Link
          href={`/monitors/${monitor.id}/checks/${checkId}`}
          prefetch={false}
          className="max-w-60 truncate text-accent hover:underline"
        >
          {monitor.name}
        </Link>
        {to && <span className="text-muted">to {to}</span>}
        {statusCode !== null && <span className="font-mono text-muted">{statusCode}</span>}
        <span className="ml-auto text-muted">
          <Time iso={createdAt} />
        </span>
      </div>
      {reason && status !== "delivered" && (
        <p className="pl-5 text-muted">
          {reason}
          {status === "queued" && nextAttemptAt && (
            <>
              {" "}
              Next try <Ahead iso={nextAttemptAt} />.
            </>
          )}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2 pl-3">
        <Button size="small" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "Hide tries" : "Tries"}
        </Button>
        {status !== "queued" && status !== "cancelled" && (
          <ActButton
            action="sendAgain"
            size="small"
            variant="quiet"
            disabled={again.isPending}
            onClick={() => again.mutate()}
          >
            Send again
          </ActButton>
        )}
        {again.error && (
          <span role="alert" className="text-error">
            {again.error.message}
          </span>
        )}
      </div>
      {open && <Tries id={id} />}
    </li>
  );
}

function Tries({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(deliveryQuery(id));
  if (error && !data) return <ReadFailure what="The tries" error={error} retry={refetch} />;
  if (!data) return <Skeleton className="h-8" />;
  return (
    <ol className="grid gap-2 pl-5">
      {data.tries.length === 0 && <li className="text-muted">Not tried yet.</li>}
      {data.tries.map(({ number, startedAt, durationMs, statusCode, error, answer }) => (
        <li key={number} className="grid gap-1">
          <span className="text-muted">
            {number}. <Time iso={startedAt} /> · {statusCode ?? "no answer"} in {durationMs} ms
          </span>
          {error && <span>{error}</span>}
          {answer && (
            <code className="max-h-40 overflow-y-auto whitespace-pre-wrap break-all rounded-sm bg-sunken px-2 py-1 font-mono text-xs">
              {answer}
            </code>
          )}
        </li>
      ))}
      <li className="text-muted text-xs">webhookId {id}</li>
    </ol>
  );
}
