import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./database.ts";
import { type Role, runsWeb } from "./role.ts";
import { Refusal, root, type Settings } from "./settings.ts";
import type { Program } from "./supervise.ts";

/** The web process of a supervisor that was killed notices within a quarter of a second, and on a busy machine later. */
const portFreeWithin = 5000;

/** Why this port cannot be listened on, or undefined when it can. */
function portTrouble(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}

/** Resolves when nothing listens on this port. @throws Refusal a sentence that says what to do. */
async function requireFreePort(port: number): Promise<void> {
  const deadline = Date.now() + portFreeWithin;
  let code = await portTrouble(port);
  while (code === "EADDRINUSE" && Date.now() < deadline) {
    await sleep(100);
    code = await portTrouble(port);
  }
  if (code === "EADDRINUSE") {
    throw new Refusal(
      `Port ${port} is taken by another program. Choose another one: PORT=${port + 1} npm run dev`,
    );
  }
  if (code) throw new Refusal(`Port ${port} cannot be listened on (${code}). Choose another one with PORT.`);
}

/**
 * Refuses a start that could not succeed, before anything runs.
 * @throws Refusal when the production build is missing or the port is taken.
 */
export async function requireStartable(role: Role, settings: Settings): Promise<void> {
  if (!runsWeb(role)) return;
  if (role !== "dev" && !existsSync(join(root, ".next", "BUILD_ID"))) {
    throw new Refusal("There is no production build yet. Run: npm run build (or, to develop, npm run dev)");
  }
  await requireFreePort(settings.PORT);
}

const importOf = (file: string) => `--import=${new URL(file, import.meta.url).href}`;
const preload = importOf("follow-parent.ts");

const shared = (settings: Settings, database: Database) => ({
  DATABASE_URL: database.url(),
  PORT: String(settings.PORT),
});

/** The web process. `doorKey` is asked for at every start of it: while there is one, it begins with its door closed. */
export function webProgram(
  role: Role,
  settings: Settings,
  database: Database,
  doorKey: () => string | undefined,
): Program {
  return {
    name: "web",
    args: ["node_modules/next/dist/bin/next", role === "dev" ? "dev" : "start", "-p", String(settings.PORT)],
    env: () => ({
      ...shared(settings, database),
      TIDEMARK_DOOR_KEY: doorKey(),
      // Next hands NODE_OPTIONS on to the processes it starts, which arguments of ours would not reach.
      NODE_OPTIONS: [process.env.NODE_OPTIONS, preload, importOf("before-next.ts")].filter(Boolean).join(" "),
      // Next's compiler starts "node" for the styles, with these options: another Node than ours may not know what they name.
      PATH: [dirname(process.execPath), process.env.PATH].filter(Boolean).join(delimiter),
      NEXT_TELEMETRY_DISABLED: "1",
    }),
  };
}

/**
 * The worker. A heap that grows in small steps, and few arenas for native code: loading the modules alone would otherwise
 * leave it 160 MB larger for good, and pages of many sizes would leave holes nobody fills.
 */
export function workerProgram(settings: Settings, database: Database): Program {
  return {
    name: "worker",
    // It hands back what it was doing when the supervisor is gone; the grace is for one that cannot, or not yet.
    args: ["--max-semi-space-size=8", "--heap-growing-percent=70", `${preload}?grace=5000`, "worker.ts"],
    // Name look-ups block a thread each, the slow ones for seconds; four would be a queue for everybody.
    env: () => ({ ...shared(settings, database), MALLOC_ARENA_MAX: "2", UV_THREADPOOL_SIZE: "64" }),
  };
}
