"use client";

import { ChevronRight, KeyRound } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useId, useState } from "react";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { changesInShort, fieldInWords, valueInWords } from "#components/team/audit/audit-words.ts";
import { describeUserAgent } from "#components/team/user-agent.ts";
import { cn } from "#components/ui/class-names.ts";
import { exactTime } from "#components/ui/time.tsx";
import type { AuditEntryAnswer } from "#lib/audit/model.ts";
import { AUDIT_ACTIONS, fieldsInWords } from "#lib/audit/words.ts";

/** One deed: when, who, what, and on asking each field and from where. */
export function AuditRow({ entry }: { entry: AuditEntryAnswer }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const short = entry.action.endsWith("created") ? null : shortOf(entry);
  return (
    <li className="border-t first:border-t-0">
      <div className="grid grid-cols-[3rem_minmax(0,1fr)_2rem] items-center gap-x-2 px-3 py-1.5 text-sm sm:grid-cols-[3.5rem_minmax(0,1fr)_auto_2rem] pointer-coarse:grid-cols-[3rem_minmax(0,1fr)_2.75rem] pointer-coarse:sm:grid-cols-[3.5rem_minmax(0,1fr)_auto_2.75rem]">
        <TimeOfDay iso={entry.createdAt} />
        <p className="min-w-0 [overflow-wrap:anywhere]">
          <Actor actor={entry.actor} /> <Deed entry={entry} />
        </p>
        <p
          className="col-start-2 row-start-2 min-w-0 truncate text-muted sm:col-start-3 sm:row-start-1 sm:max-w-80"
          title={short ?? undefined}
        >
          {short ?? <span className="sm:hidden">{whenceInWords(entry)}</span>}
        </p>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          aria-label={`Details of what ${entry.actor.name} did`}
          onClick={() => setOpen(!open)}
          className="col-start-3 row-start-1 inline-flex size-8 items-center justify-center justify-self-end rounded-md text-muted hover:bg-sunken hover:text-foreground sm:col-start-4 pointer-coarse:size-11"
        >
          <ChevronRight aria-hidden className={cn("size-4 transition-transform", open && "rotate-90")} />
        </button>
      </div>
      {open && <Details id={id} entry={entry} />}
    </li>
  );
}

const whenceInWords = ({ ip, actor }: AuditEntryAnswer) =>
  ip ?? (actor.kind === "system" ? "By itself" : "From an unknown address");

/** The check of a run is led to, and not told by its id. */
const shortOf = ({ action, changes }: AuditEntryAnswer) =>
  action.startsWith("check.") ? null : changesInShort(changes);

function TimeOfDay({ iso }: { iso: string }) {
  const here = useHydrated();
  const at = new Date(iso);
  const words = at.toLocaleTimeString("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    ...(!here && { timeZone: "UTC" }),
  });
  return (
    <time dateTime={iso} title={here ? exactTime(at) : undefined} className="text-muted tabular-nums">
      {words}
    </time>
  );
}

function Actor({ actor }: { actor: AuditEntryAnswer["actor"] }) {
  return (
    <span className="font-medium">
      {actor.kind === "apiKey" && (
        <KeyRound aria-label="API key" className="mr-1 inline size-3.5 text-muted" />
      )}
      {actor.name}
    </span>
  );
}

/** The sentence, with what it was done to as a link where there is something to see. */
function Deed({ entry }: { entry: AuditEntryAnswer }) {
  const parts = AUDIT_ACTIONS[entry.action].split(/(\{\w+\})/);
  const filled: Record<string, ReactNode> = {
    "{object}": <ObjectName entry={entry} />,
    "{fields}": fieldsInWords(entry.changes),
  };
  // The parts of a sentence stay in their order.
  return parts.map((part) => <span key={part}>{filled[part] ?? part}</span>);
}

function ObjectName({ entry: { object, action, changes } }: { entry: AuditEntryAnswer }) {
  const name = object.kind === "session" ? describeUserAgent(object.name) : object.name;
  if (object.kind !== "monitor" || object.id === null || action === "monitor.deleted") {
    return <span className="font-medium">{name}</span>;
  }
  const check = action.startsWith("check.") ? (changes[0]?.after ?? changes[0]?.before) : null;
  const address = `/monitors/${object.id}${typeof check === "string" ? `/checks/${check}` : ""}`;
  return (
    <Link
      href={address}
      prefetch={false}
      className="rounded-sm font-medium underline decoration-border-strong underline-offset-2 hover:text-accent"
    >
      {name}
    </Link>
  );
}

function Details({ id, entry }: { id: string; entry: AuditEntryAnswer }) {
  const { changes, ip, userAgent, requestId, createdAt } = entry;
  return (
    <div id={id} className="grid gap-3 border-t border-dashed bg-sunken/50 px-3 py-3 text-sm sm:pl-[4.75rem]">
      {changes.length > 0 && (
        <table className="w-full table-fixed text-left">
          <thead className="text-muted text-xs">
            <tr className="[&>th]:pb-1 [&>th]:font-normal">
              <th scope="col" className="w-[28%]">
                Field
              </th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ field, before, after }) => (
              <tr key={field} className="align-top [&>td]:border-t [&>td]:py-1.5 [&>td]:pr-3">
                <td className="text-muted [overflow-wrap:anywhere]">{fieldInWords(field)}</td>
                <Value field={field} value={before} />
                <Value field={field} value={after} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="text-muted [overflow-wrap:anywhere]">
        {ip ? (
          <>
            From {ip} · <span title={userAgent ?? undefined}>{describeUserAgent(userAgent)}</span>
          </>
        ) : (
          whenceInWords(entry)
        )}
        {" · "}
        <span suppressHydrationWarning>{exactTime(new Date(createdAt))}</span>
        {requestId && ` · request ${requestId}`}
      </p>
    </div>
  );
}

function Value({ field, value }: { field: string; value: AuditEntryAnswer["changes"][number]["before"] }) {
  const words = valueInWords(field, value);
  return (
    <td
      className={cn("whitespace-pre-line [overflow-wrap:anywhere]", value === null && "text-muted")}
      title={words.startsWith("•") ? "Secrets are not written down." : undefined}
    >
      {words}
    </td>
  );
}
