"use client";

import { Copy, MoreHorizontal, Pause, Pencil, Play, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Key } from "#components/keys/key.tsx";
import { useKeys } from "#components/keys/use-keys.ts";
import { DeleteDialog } from "#components/monitor/delete-dialog.tsx";
import { MonitorMark } from "#components/monitor/list/monitor-mark.tsx";
import { useChangeStatus } from "#components/monitor/page/use-change-status.ts";
import { useRemove } from "#components/monitor/page/use-remove.ts";
import type { Run } from "#components/monitor/page/use-run.ts";
import { PauseDialog } from "#components/monitor/pause-dialog.tsx";
import { useScheduleWords } from "#components/monitor/schedule-words.ts";
import { useDuplicate } from "#components/monitor/use-duplicate.ts";
import { ActButton, ActItem } from "#components/shell/act-button.tsx";
import { useRefusal } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuSeparator } from "#components/ui/menu.tsx";
import { Ahead } from "#components/ui/time.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

/**
 * Shows what a monitor is called, whether it is active and when it runs next, and offers all that can be done with
 * it.
 */
export function MonitorHeader({
  monitor,
  run,
  showRefusal,
  onLeaving,
}: {
  monitor: MonitorAnswer;
  run: Run;
  showRefusal: (sentence: string | null) => void;
  onLeaving: (leaving: boolean) => void;
}) {
  const [deleting, setDeleting] = useState(false);
  const { busy, change } = useChangeStatus(monitor, showRefusal);
  const paused = monitor.status === "paused";
  const live = run.starting || monitor.currentCheckId !== null;
  const canRun = !paused && !live;
  const [pausing, setPausing] = useState(false);
  const pause = () => change("paused");
  const remove = useRemove(monitor, onLeaving);
  const duplicate = useDuplicate(showRefusal);
  const router = useRouter();
  const mayRun = useRefusal("runMonitor") === null;
  useKeys({ run: () => canRun && mayRun && run.start() });
  const scheduleWords = useScheduleWords(monitor.schedule.cron);
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{monitor.name}</h1>
        <p className="mt-0.5 flex flex-wrap gap-x-1.5 text-muted text-sm">
          <span className="inline-flex items-center gap-1.5 text-foreground">
            <MonitorMark monitor={monitor} beside />
            {paused ? "Paused" : "Active"}
          </span>
          <span title={`${monitor.schedule.cron} · ${monitor.schedule.timezone}`}>
            · {scheduleWords}, {monitor.schedule.timezone}
          </span>
          {monitor.nextRunAt && !paused && (
            <span>
              · next <Ahead iso={monitor.nextRunAt} />
            </span>
          )}
        </p>
      </div>
      <div className="flex gap-2">
        {paused ? (
          <ActButton
            action="updateMonitor"
            variant="primary"
            onClick={() => change("active")}
            aria-disabled={busy}
          >
            <Play /> Resume
          </ActButton>
        ) : (
          <>
            <ActButton
              action="runMonitor"
              variant="primary"
              onClick={() => canRun && run.start()}
              aria-disabled={!canRun}
              aria-keyshortcuts="r"
            >
              Run now
              <span aria-hidden className="hidden sm:inline [&>kbd]:border-current [&>kbd]:text-inherit">
                <Key>R</Key>
              </span>
            </ActButton>
            <ActButton
              action="updateMonitor"
              onClick={() => (live ? setPausing(true) : void pause())}
              aria-disabled={busy}
            >
              <Pause /> Pause
            </ActButton>
          </>
        )}
        <ActButton action="updateMonitor" asChild>
          <Link href={`/monitors/${monitor.id}/edit`}>
            <Pencil /> Edit
          </Link>
        </ActButton>
        <Menu
          trigger={
            <Button size="icon" aria-label={`More about ${monitor.name}`}>
              <MoreHorizontal />
            </Button>
          }
        >
          {!paused && (
            <ActItem action="runMonitor" disabled={!canRun} onSelect={() => run.start()}>
              <Play /> Run now
            </ActItem>
          )}
          {paused ? (
            <ActItem action="updateMonitor" onSelect={() => change("active")}>
              <Play /> Resume
            </ActItem>
          ) : (
            <ActItem action="updateMonitor" onSelect={() => (live ? setPausing(true) : void pause())}>
              <Pause /> {live ? "Pause…" : "Pause"}
            </ActItem>
          )}
          <ActItem action="updateMonitor" onSelect={() => router.push(`/monitors/${monitor.id}/edit`)}>
            <Pencil /> Edit
          </ActItem>
          <ActItem action="createMonitor" onSelect={() => duplicate(monitor)}>
            <Copy /> Duplicate
          </ActItem>
          <MenuSeparator />
          <ActItem action="deleteMonitor" danger onSelect={() => setDeleting(true)}>
            <Trash2 /> Delete…
          </ActItem>
        </Menu>
      </div>
      <PauseDialog monitors={[monitor]} open={pausing} onOpenChange={setPausing} pause={pause} />
      <DeleteDialog monitors={deleting ? [monitor] : []} remove={remove} close={() => setDeleting(false)} />
    </header>
  );
}
