import { EventEmitter, once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { selfSigned } from "./certificate.ts";
import type { SitePage } from "./site-page.ts";
import { answerPage } from "./site-page.ts";

export type { Coding, SitePage } from "./site-page.ts";

/** One request as the site saw it; `hit` counts the requests of its path from 1. */
export type SiteRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: string;
  hit: number;
};

type Told = string | SitePage;
/** What a path answers: a body, a page, or a function asked anew at each request. */
export type SiteAnswer = Told | ((request: SiteRequest) => Told | Promise<Told>);

/** The outside world of a test or bench: a small web site on 127.0.0.1 which does as it is told. */
export class Site {
  readonly origin: string;
  readonly port: number;
  /** The connections open now, the requests at work now, and the most that ever were at the same time. */
  readonly sockets = new Set<Socket>();
  running = 0;
  maxRunning = 0;
  #answers = new Map<string, SiteAnswer>();
  #last = new Map<string, SiteRequest>();
  #happened = new EventEmitter().setMaxListeners(0);
  #server: Server;

  constructor(server: Server, scheme: "http" | "https") {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    this.origin = `${scheme}://127.0.0.1:${this.port}`;
    server.on("connection", (socket: Socket) => this.#connected(socket));
    server.on("request", (incoming, response) => void this.#requested(incoming, response));
  }

  /** Sets what a path (without query) answers from now on. A path never set answers 404. */
  page(path: string, answer: SiteAnswer): void {
    this.#answers.set(path, answer);
  }

  /** Sets a chain of `count` redirects: path, path/1, path/2 … and at last `to`. */
  redirects(path: string, count: number, to: string): void {
    for (let hop = 0; hop < count; hop++) {
      this.page(hop ? `${path}/${hop}` : path, { redirectTo: hop + 1 < count ? `${path}/${hop + 1}` : to });
    }
  }

  url(path: string): string {
    return this.origin + path;
  }

  hits(path: string): number {
    return this.#last.get(path)?.hit ?? 0;
  }

  /** The last request of a path; undefined when there was none. */
  lastRequest(path: string): SiteRequest | undefined {
    return this.#last.get(path);
  }

  /** Resolves once the condition holds; it is looked at whenever a request or connection begins or ends. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#happened, "any");
  }

  /** Forgets what was counted; the pages stay. */
  forget(): void {
    this.#last.clear();
    this.maxRunning = this.running;
  }

  /** Closes the site at once, open connections included. */
  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  #connected(socket: Socket): void {
    this.sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => {
      this.sockets.delete(socket);
      this.#happened.emit("any");
    });
    this.#happened.emit("any");
  }

  async #requested(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.maxRunning = Math.max(this.maxRunning, ++this.running);
    response.once("close", () => {
      this.running--;
      this.#happened.emit("any");
    });
    try {
      const request = await this.#read(incoming);
      const answer = this.#answers.get(request.path) ?? { status: 404, body: "Not here." };
      const told = typeof answer === "function" ? await answer(request) : answer;
      await answerPage(typeof told === "string" ? { body: told } : told, incoming, response);
    } catch {
      // The caller went away, or the test's own function threw: either way there is nobody to answer.
      response.destroy();
    }
  }

  async #read(incoming: IncomingMessage): Promise<SiteRequest> {
    const { pathname: path, searchParams: query } = new URL(incoming.url ?? "/", this.origin);
    const { method = "GET", headers } = incoming;
    const hit = this.hits(path) + 1;
    const request: SiteRequest = { method, path, query, headers, body: "", hit };
    this.#last.set(path, request);
    this.#happened.emit("any");
    if (method !== "GET" && method !== "HEAD") request.body = await text(incoming);
    return request;
  }
}

/**
 * Starts a site on 127.0.0.1, plain or with a self-signed certificate.
 * @param options `port` 0 (the default) takes a free one.
 */
export async function startSite(options: { port?: number; tls?: boolean } = {}): Promise<Site> {
  const server = options.tls ? createTlsServer(selfSigned) : createServer();
  // Longer than any test, so that only the caller decides when an idle connection ends.
  server.keepAliveTimeout = 60_000;
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  return new Site(server, options.tls ? "https" : "http");
}
