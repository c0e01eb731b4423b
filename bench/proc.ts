import { readFileSync } from "node:fs";

/** The most resident memory a process has had, in MB. Linux only. */
export const peakMemory = (pid: number | undefined) => statusOf(pid, "VmHWM");

/** The resident memory of a process now, in MB. Linux only. */
export const memory = (pid: number | undefined) => statusOf(pid, "VmRSS");

function statusOf(pid: number | undefined, name: string): number {
  const kilobytes = new RegExp(`${name}:\\s+(\\d+) kB`).exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  )?.[1];
  return Number(kilobytes) / 1024;
}

/** Processor time a process has used so far, in ms; unlike waiting, it hardly depends on what else runs. Linux only. */
export function processorTime(pid: number | undefined): number {
  // proc(5): utime and stime are fields 14 and 15, in hundredths of a second; the name before them may hold spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
