import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import type { Handler } from "../app/_server/endpoint.ts";
import type { CheckAnswer } from "../lib/check/model.ts";
import type { Ctx } from "../lib/ctx.ts";
import { db } from "../lib/db/client.ts";
import { creditEntries, teamCredits } from "../lib/db/schema.ts";
import type { FieldIssue } from "../lib/errors.ts";
import type { MonitorAnswer } from "../lib/monitor/model.ts";
import { createApiKey } from "../lib/team/index.ts";
import { newTeam } from "./database.ts";

// The API as functions: what Next's router does with a path is done here, everything behind it is the real thing.

const app = fileURLToPath(new URL("../app", import.meta.url));

async function routesOf(pattern: string): Promise<[string, Record<string, Handler>][]> {
  const files = globSync(pattern, { cwd: app });
  const modules = await Promise.all(files.map((file) => import(`${app}/${file}`)));
  return files.map((file, index) => [`/${file.replace("/route.ts", "")}`, modules[index]]);
}

/** Every path the API has, as Next's folders spell it, and its handlers; fixed names go before parameters. */
export const API_PATHS = (await routesOf("api/**/route.ts"))
  .filter(([path]) => !path.includes("..."))
  .sort(([a], [b]) => (a.replaceAll("[", "~") < b.replaceAll("[", "~") ? -1 : 1));
/** Those that take every path below theirs, the longest first. */
const CATCH_ALLS = (await routesOf("api/**/route.ts"))
  .filter(([path]) => path.includes("..."))
  .map(([path, handlers]) => [path.slice(0, path.indexOf("[")), handlers] as const)
  .sort(([a], [b]) => b.length - a.length);

/** An answer's body; `D` is its `data`. Fields it may lack are optional. */
export type Body<D> = {
  success: boolean;
  data: D;
  code?: string;
  error?: string;
  details?: FieldIssue[];
  id?: string;
  checkId?: string;
  next?: string;
};
export type Reply<D = unknown> = { status: number; headers: Headers; body: Body<D> };

export type CallOptions = {
  /** Sent as JSON; a string or bytes are sent as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  origin?: string;
};

/** Sends one request to whatever handler its path has, and reads the JSON of the answer; the data of a file is its text. */
export async function call<D = unknown>(
  method: string,
  path: string,
  { body, headers = {}, origin = "http://tidemark.test" }: CallOptions = {},
): Promise<Reply<D>> {
  const raw = body === undefined || typeof body === "string" || body instanceof Uint8Array;
  const request = new Request(origin + path, {
    method,
    // What the door writes before a route is asked (scripts/before-next.ts).
    headers: { "x-tidemark-client": "127.0.0.1", "x-tidemark-here": "true", ...headers },
    body: (raw ? body : JSON.stringify(body)) as BodyInit | undefined,
  });
  const response = await answer(request);
  const isFile = response.headers.has("content-disposition");
  const read = isFile ? { success: true, data: await response.text() } : await response.json();
  return { status: response.status, headers: response.headers, body: read as Body<D> };
}

/** The handler of a request's path, called with its params, as Next's router does. */
export function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const parts = pathname.split("/");
  for (const [template, handlers] of API_PATHS) {
    const names = template.split("/");
    if (names.length !== parts.length) continue;
    const params: Record<string, string> = {};
    const fits = names.every((name, index) => {
      const part = parts[index] ?? "";
      if (!name.startsWith("[")) return name === part;
      params[name.slice(1, -1)] = decoded(part);
      return part !== "";
    });
    if (fits) return handlerOf(handlers, request.method)(request, { params: Promise.resolve(params) });
  }
  const [, handlers] = CATCH_ALLS.find(([below]) => pathname.startsWith(below)) ?? CATCH_ALLS.at(-1) ?? [];
  return handlerOf(handlers ?? {}, request.method)(request, { params: Promise.resolve({}) });
}

function handlerOf(handlers: object, method: string): Handler {
  const handler = (handlers as Record<string, Handler | undefined>)[method];
  if (!handler) throw new Error(`No handler of ${method}: Next would answer 405 with no body.`);
  return handler;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** A body that creates a monitor; `changes` replace or add fields. */
export function monitorBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: "Prices",
    schedule: { text: "daily" },
    targets: [{ type: "scrape", urls: ["https://example.com/pricing"] }],
    ...changes,
  };
}

export type ApiUser = {
  ctx: Ctx;
  key: string;
  keyId: string;
  call: <D = unknown>(method: string, path: string, options?: CallOptions) => Promise<Reply<D>>;
  /** @throws Error with the refusal, when there is one */
  create: (changes?: Record<string, unknown>) => Promise<MonitorAnswer>;
  patch: (monitorId: string, body: unknown) => Promise<Reply<MonitorAnswer>>;
  run: (monitorId: string) => Promise<Reply<CheckAnswer>>;
};

/** A fresh team and an API key that speaks for it. */
export async function newApiUser(): Promise<ApiUser> {
  const ctx = await newTeam();
  const { key, id: keyId } = await createApiKey(ctx, { name: "test", role: "admin" });
  const authorization = `Bearer ${key}`;
  const user: ApiUser = {
    ctx,
    key,
    keyId,
    call: (method, path, options = {}) =>
      call(method, path, { ...options, headers: { authorization, ...options.headers } }),
    create: async (changes) => {
      const body = monitorBody(changes);
      const reply = await user.call<MonitorAnswer>("POST", "/api/v2/monitor", { body });
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
      return reply.body.data;
    },
    patch: (monitorId, body) => user.call("PATCH", `/api/v2/monitor/${monitorId}`, { body }),
    run: (monitorId) => user.call("POST", `/api/v2/monitor/${monitorId}/run`),
  };
  return user;
}

/** Leaves the team exactly so many credits, by reserving the others. */
export async function leaveCredits(ctx: Ctx, left: number): Promise<void> {
  const [balance] = await db().select().from(teamCredits).where(eq(teamCredits.teamId, ctx.teamId));
  const away = (balance?.available ?? 0) - left;
  const entry = { teamId: ctx.teamId, kind: "reserve" as const, availableDelta: -away, reservedDelta: away };
  await db().insert(creditEntries).values(entry);
}
