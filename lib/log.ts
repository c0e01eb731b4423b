import pino from "pino";
import { env } from "#lib/env.ts";

/** An address as a log may have it: whoever reads there need not know its password, nor what its query carries. */
export function withoutSecrets(url: unknown): unknown {
  if (typeof url !== "string" || !URL.canParse(url)) return url;
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname}${search && "?…"}`;
}

/** Structured log of this process: one JSON line per event on standard error. */
export const log = pino(
  { level: env().LOG_LEVEL, base: { pid: process.pid }, serializers: { url: withoutSecrets } },
  pino.destination({ dest: 2, sync: true }),
);
