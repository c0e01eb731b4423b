"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { ItemAnswer } from "#components/inbox/model.ts";
import { useKeys } from "#components/keys/use-keys.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { useRefusal } from "#components/shell/me.tsx";
import type { Announcement } from "#components/ui/notice.tsx";

/** R looks again at the pages that an item is about. */
export function useRunKey(
  item: ItemAnswer | undefined,
  announce: (announcement: Announcement) => void,
): void {
  const client = useQueryClient();
  const refusal = useRefusal("runMonitor");
  const run = ({ monitor }: ItemAnswer) =>
    runMonitor(client, monitor.id).then(
      () => announce({ text: `${monitor.name} is being checked.`, refused: false }),
      (error: Error) => announce({ text: `${monitor.name} was not run. ${error.message}`, refused: true }),
    );
  useKeys({
    run: () => {
      if (refusal) announce({ text: refusal, refused: true });
      else if (item) void run(item);
    },
  });
}
