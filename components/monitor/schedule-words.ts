"use client";

import { useEffect, useState } from "react";
import { parseCron, scheduleInWords } from "#lib/monitor/schedule/index.ts";

type InWords = (cron: string) => string;

/** Loaded when a schedule first needs it: nearly all have a short name. */
let loaded: InWords | undefined;

async function load(): Promise<InWords> {
  const { default: cronstrue } = await import("cronstrue");
  loaded = (cron) => {
    const words = cronstrue.toString(cron, { use24HourTimeFormat: true, logicalAndDayFields: true });
    return words.charAt(0).toLowerCase() + words.slice(1);
  };
  return loaded;
}

/** A schedule as people say it. What has no short name is the cron itself for the moment until the words for it are here. */
export function useScheduleWords(cron: string): string {
  const [inWords, setInWords] = useState<InWords | undefined>(() => loaded);
  const short = scheduleInWords(cron);
  const isCron = parseCron(cron).ok && parseCron(short).ok;
  useEffect(() => {
    let isGone = false;
    // Without them the cron stays, which says the same.
    if (isCron && !inWords)
      load().then(
        (words) => isGone || setInWords(() => words),
        () => {},
      );
    return () => {
      isGone = true;
    };
  }, [isCron, inWords]);
  return isCron && inWords ? inWords(short) : short;
}
