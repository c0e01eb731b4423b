import type { Env } from "#lib/env.ts";

const PATHS = ["/demo", "/demo/changelog"];

/** Where the product's own demo pages are, exempt from the private-network rule: `host:port/path`. */
export function demoAddresses({ PORT, PUBLIC_URL }: Pick<Env, "PORT" | "PUBLIC_URL">): string[] {
  const own = [`localhost:${PORT}`, `127.0.0.1:${PORT}`];
  if (PUBLIC_URL) {
    const { hostname, port, protocol } = new URL(PUBLIC_URL);
    own.push(`${hostname}:${port || (protocol === "https:" ? 443 : 80)}`);
  }
  return own.flatMap((address) => PATHS.map((path) => address + path));
}
