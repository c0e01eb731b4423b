import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request of a screen, as the server received it. */
export type ApiCall = { method: string; path: string; query: URLSearchParams; body: unknown };

/** An answer with its status and headers. */
class Answer {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;

  constructor(status: number, body: object, headers: Record<string, string>) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** An answer as JSON, a refusal, or a function that is asked for one of them at each request. */
export type ApiAnswer = object | ((call: ApiCall) => object | Promise<object>);

/** What the API says when it refuses; `more` are further fields of its body, such as `details`. */
export const refusal = (
  status: number,
  error: string,
  more: object = {},
  headers: Record<string, string> = {},
): object => new Answer(status, { success: false, error, ...more }, headers);

/** Starts an HTTP server that answers under /api what a test tells it to, and 404 to all else. */
export function startScreenApi() {
  const answers = new Map<string, ApiAnswer>();
  let calls: ApiCall[] = [];

  const receive = async (request: IncomingMessage): Promise<ApiCall> => {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://api.invalid");
    const body = await text(request);
    const path = pathname.replace(/^\/api/, "");
    return { method: request.method ?? "GET", path, query, body: body ? JSON.parse(body) : null };
  };
  const server = createServer(async (request, response) => {
    const call = await receive(request);
    calls.push(call);
    const name = `${call.method} ${call.path}`;
    const answer = answers.get(name) ?? refusal(404, `The test has no answer to ${name}.`);
    const said = typeof answer === "function" ? await answer(call) : answer;
    const { status, body, headers } = said instanceof Answer ? said : new Answer(200, said, {});
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  });
  const listening = once(server.listen(0, "127.0.0.1"), "listening").then(
    () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  return {
    /** Resolves to where the server is. */
    listening,
    answer: (request: string, answer: ApiAnswer) => void answers.set(request, answer),
    calls: (request: string) => calls.filter(({ method, path }) => `${method} ${path}` === request),
    forget: () => {
      answers.clear();
      calls = [];
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
