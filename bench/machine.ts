import { cpus, loadavg, totalmem } from "node:os";

/** Where and when it was measured; `load` tells how busy the machine was with other things before. */
export type Machine = {
  date: string;
  cpu: string;
  memory: string;
  node: string;
  load: string;
  minutes: number | null;
};

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    date: new Date().toISOString().slice(0, 16).replace("T", " "),
    cpu: `${processors.length} × ${processors[0]?.model.trim() ?? "unknown"}`,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    node: process.version,
    load: `${loadavg()[0]?.toFixed(2)} before`,
    minutes: null,
  };
}

/** A sentence when others use the machine so much that only ratios mean anything. */
export function warning(): string | null {
  const [load = 0] = loadavg();
  if (load < cpus().length / 2) return null;
  return `The machine is busy already (load ${load.toFixed(1)} on ${cpus().length} cores): trust the ratios, not the figures.`;
}
