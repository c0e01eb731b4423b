import type { ServerResponse } from "node:http";

// Content-Security-Policy (CSP level 3) of what is no page of ours. Pages get one that knows their scripts (proxy.ts).

/** Answers of the API are data: a browser that opens one, as whatever it may take it for, runs and loads nothing. */
const DATA = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** The demo site has a style sheet in its pages, an icon and a button, and no script. */
const DEMO =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Writes what every answer carries, whoever makes it: Next, a route, or a refusal before either. */
export function guardAnswer(url: string, response: ServerResponse): void {
  response.setHeader("x-content-type-options", "nosniff");
  const area = /^\/+(api|v2|demo)(?=[/?#]|$)/.exec(url)?.[1];
  if (area) response.setHeader("content-security-policy", area === "demo" ? DEMO : DATA);
}
