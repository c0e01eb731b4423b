import type { Env } from "#lib/env.ts";

const PATHS = ["/demo", "/demo/changelog", "/demo/ferry"];

type Where = Pick<Env, "PORT" | "PUBLIC_URL">;

/** Where the product's own demo pages are, exempt from the private-network rule: `host:port/path`. */
export function demoAddresses({ PORT, PUBLIC_URL }: Where): string[] {
  const own = [`localhost:${PORT}`, `127.0.0.1:${PORT}`];
  if (PUBLIC_URL) own.push(hostAndPort(new URL(PUBLIC_URL)));
  return own.flatMap((address) => PATHS.map((path) => address + path));
}

/** Whether a URL is of one of these pages. */
export function isDemoUrl(url: string, where: Where): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return demoAddresses(where).includes(hostAndPort(parsed) + parsed.pathname);
}

const hostAndPort = ({ hostname, port, protocol }: URL) =>
  `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;

/** The demo pages as a monitor of them names them, the shop's first: under the address that people open, too. */
export function demoUrls({ PORT, PUBLIC_URL }: Where): string[] {
  const origin = PUBLIC_URL?.replace(/\/+$/, "") ?? `http://localhost:${PORT}`;
  return PATHS.map((path) => origin + path);
}
