import pino from "pino";
import { env } from "#lib/env.ts";

/** Structured log of this process: one JSON line per event on standard error. */
export const log = pino(
  { level: env().LOG_LEVEL, base: { pid: process.pid } },
  pino.destination({ dest: 2, sync: true }),
);
