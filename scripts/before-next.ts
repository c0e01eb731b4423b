// Preloaded into the web process: what has to happen to a request before Next sees it.
// Next's router answers a path it cannot decode, and methods that the Fetch standard forbids, with a bare 500; both
// are the client's mistake, and are said to be. And no route can see whom a request came from unless it is told.
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import { CLIENT_HEADER, FORWARDING_HEADERS, HERE_HEADER, parseProxies, visitorOf } from "#lib/visitor.ts";
import { frontDoor } from "./front-door.ts";
import { guardAnswer } from "./guard-answer.ts";

type Refusal = { status: number; code: string; error: string };

// Fetch standard, section 2.2.1: no Request can have these methods.
const FORBIDDEN_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);

function refusalOf({ method = "", url = "" }: IncomingMessage): Refusal | null {
  if (FORBIDDEN_METHODS.has(method)) {
    return { status: 405, code: "METHOD_NOT_ALLOWED", error: `${method} is not allowed here.` };
  }
  try {
    decodeURIComponent(url.split("?", 1)[0] ?? "");
    return null;
  } catch {
    const error =
      "The address has a % that begins no percent-encoding of UTF-8. Write %25 for the sign itself.";
    return { status: 400, code: "BAD_REQUEST", error };
  }
}

function refuse(response: ServerResponse, { status, code, error }: Refusal): void {
  const details = status === 400 ? { details: [{ path: "", message: error }] } : {};
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    ...(status === 405 && { allow: "GET, POST, PUT, PATCH, DELETE" }),
  });
  response.end(JSON.stringify({ success: false, code, error, ...details }));
}

// The supervisor has read the settings already, and refused bad ones.
const proxies = parseProxies(process.env.TIDEMARK_TRUSTED_PROXIES || undefined);
let hasWarned = false;

/** Tells the routes who asks. What anybody but a trusted proxy says about forwarding is lost, to Next itself, too. */
function introduce({ socket, headers }: IncomingMessage): void {
  const visitor = visitorOf(socket.remoteAddress, headers, proxies);
  headers[CLIENT_HEADER] = visitor.address ?? "";
  headers[HERE_HEADER] = String(visitor.isHere);
  if (!visitor.isForging) return;
  for (const name of FORWARDING_HEADERS) delete headers[name];
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    `tidemark: ${socket.remoteAddress} sends headers about forwarding and is none of TIDEMARK_TRUSTED_PROXIES, so they ` +
      "are not believed. If it is a proxy of yours, name it there.",
  );
}

const emit: (this: Server, event: string, ...args: unknown[]) => boolean = Server.prototype.emit;
const door = frontDoor(process.env.TIDEMARK_DOOR_KEY);

Server.prototype.emit = function (this: Server, event: string, ...args: unknown[]): boolean {
  if (event !== "request") return emit.call(this, event, ...args);
  const [request, response] = args as [IncomingMessage, ServerResponse];
  guardAnswer(request.url ?? "", response);
  const goOn = () => {
    const refusal = refusalOf(request);
    if (refusal) {
      refuse(response, refusal);
      return true;
    }
    introduce(request);
    return emit.call(this, event, ...args);
  };
  return door(request, response, goOn) || goOn();
};
