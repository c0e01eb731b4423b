"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Pin } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Moment } from "#components/check/moment.tsx";
import { api } from "#components/data/api.ts";
import { useHydrated } from "#components/hooks/use-hydrated.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { keepPath } from "#components/page/queries.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import { Notice, useNotice } from "#components/ui/notice.tsx";
import type { PageVersionAnswer } from "#lib/page/model.ts";

/** Until when the version that is read is kept, and the way to keep it for good. */
export function VersionKeeping({
  monitorId,
  pageId,
  version,
}: {
  monitorId: string;
  pageId: string;
  version: PageVersionAnswer;
}) {
  const client = useQueryClient();
  const { announcement, announce, hold, dismiss } = useNotice();
  const undoing = announcement?.undo;
  useKeys(
    undoing
      ? {
          undo: () => {
            dismiss();
            undoing();
          },
        }
      : {},
  );
  const [isBusy, setBusy] = useState(false);
  const [noting, setNoting] = useState(false);
  const path = keepPath(monitorId, pageId, version.id);
  const act = async (options: { method: string; body?: unknown }, text: string, undo?: () => void) => {
    setBusy(true);
    try {
      await api(path, options);
      announce({ text, refused: false, ...(undo && { undo }) });
    } catch (error) {
      announce({ text: error instanceof Error ? error.message : String(error), refused: true });
    }
    await client.invalidateQueries({ queryKey: ["monitor", monitorId] });
    setBusy(false);
  };
  const keep = (note: string | null, text = "Kept for good", undo?: () => void) =>
    act({ method: "POST", body: note ? { note } : {} }, text, undo);
  const release = (text: string, undo?: () => void) => act({ method: "DELETE" }, text, undo);
  const { kept, keptUntil } = version;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-sm print:hidden">
      {kept ? (
        <>
          <span className="flex items-center gap-1.5">
            <Pin aria-hidden className="size-3.5 shrink-0 fill-current text-accent" />
            <span>
              Kept for good by {kept.by}, <Moment iso={kept.at} />
              {kept.note && (
                <>
                  : <bdi className="text-foreground [overflow-wrap:anywhere]">{kept.note}</bdi>
                </>
              )}
            </span>
          </span>
          {noting ? (
            <NoteForm
              note={kept.note}
              onNote={(note) => {
                setNoting(false);
                if (note !== kept.note) void keep(note, "Note saved");
              }}
            />
          ) : (
            <ActButton action="keepVersion" variant="quiet" size="small" onClick={() => setNoting(true)}>
              {kept.note ? "Edit note" : "Add a note"}
            </ActButton>
          )}
          <ActButton
            action="releaseVersion"
            variant="quiet"
            size="small"
            aria-disabled={isBusy}
            onClick={() =>
              !isBusy &&
              void release("No longer kept for good", () => void keep(kept.note, "Kept for good again"))
            }
          >
            Let it go
          </ActButton>
        </>
      ) : (
        <>
          <span>
            {keptUntil ? (
              <>
                Kept until <Day iso={keptUntil} />
              </>
            ) : (
              "Kept as long as it is the newest"
            )}
          </span>
          <ActButton
            action="keepVersion"
            variant="quiet"
            size="small"
            aria-disabled={isBusy}
            onClick={() =>
              !isBusy && void keep(null, "Kept for good", () => void release("No longer kept for good"))
            }
          >
            <Pin aria-hidden />
            Keep for good
          </ActButton>
        </>
      )}
      <Notice announcement={announcement} hold={hold} dismiss={dismiss} />
    </div>
  );
}

function NoteForm({ note, onNote }: { note: string | null; onNote: (note: string | null) => void }) {
  const [typed, setTyped] = useState(note ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    onNote(typed.trim() || null);
  };
  return (
    <form onSubmit={save} className="flex min-w-0 items-center gap-1.5">
      <input
        // biome-ignore lint/a11y/noAutofocus: it was asked for a moment ago
        autoFocus
        type="text"
        aria-label="Why it is kept"
        placeholder="Why it is kept"
        maxLength={500}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onNote(note)}
        className={cn(filterClass, "min-w-0")}
      />
      <Button type="submit" size="small">
        Save
      </Button>
    </form>
  );
}

/** A day in the reader's own zone, "3 Jan 2027". */
export function Day({ iso }: { iso: string }) {
  const here = useHydrated();
  const words = new Date(iso).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    ...(!here && { timeZone: "UTC" }),
  });
  return <time dateTime={iso}>{words}</time>;
}
