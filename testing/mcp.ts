import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** A Model Context Protocol server that runs as a child and speaks by its standard input and output. */
export type McpClient = {
  /** What a tool answers as data. @throws Error with its words when it says that it failed */
  call<T>(tool: string, args: object): Promise<T>;
  close(): Promise<void>;
};

type Answer = {
  id?: number;
  error?: { message: string };
  result?: { isError?: boolean; structuredContent?: unknown; content?: { text?: string }[] };
};

/** Starts the server and greets it, as the protocol asks (revision 2025-06-18: JSON-RPC 2.0, a message a line). */
export async function startMcp(
  script: string,
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<McpClient> {
  const child = spawn(process.execPath, [script], { ...options, stdio: ["pipe", "pipe", "ignore"] });
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.resolve(answer);
  });
  child.once("exit", (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The MCP server ended with ${code}.`));
  });
  const send = (message: object) => child.stdin.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
  let requests = 0;
  const ask = async (method: string, params: object) => {
    const id = ++requests;
    const answer = Promise.withResolvers<Answer>();
    waiting.set(id, answer);
    send({ id, method, params });
    const { error, result } = await answer.promise;
    if (error) throw new Error(error.message);
    return result ?? {};
  };
  const clientInfo = { name: "tidemark-test", version: "1.0.0" };
  await ask("initialize", { protocolVersion: "2025-06-18", capabilities: {}, clientInfo });
  send({ method: "notifications/initialized" });
  return {
    async call<T>(name: string, args: object) {
      const { isError, structuredContent, content } = await ask("tools/call", { name, arguments: args });
      const text = content?.map((part) => part.text ?? "").join("\n") ?? "";
      if (isError) throw new Error(text);
      return (structuredContent ?? JSON.parse(text)) as T;
    },
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      await once(child, "exit");
    },
  };
}
