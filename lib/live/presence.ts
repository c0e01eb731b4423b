import { sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "#lib/db/client.ts";
import { hearOf, tellHere } from "#lib/live/listener.ts";
import { type Presence, PresenceMemory } from "#lib/live/presence-memory.ts";
import { log } from "#lib/log.ts";

/** The PostgreSQL channel by which processes tell each other who looks at what. Nothing of it is written to any table. */
const CHANNEL = "tidemark_presence";
const FORGET_MS = 5000;

const Tab = z.object({ teamId: z.uuid(), place: z.uuid(), viewer: z.uuid(), userId: z.uuid() });
const Message = z.discriminatedUnion("type", [
  z.object({ type: z.literal("here"), tab: Tab, forMs: z.number().optional() }),
  z.object({ type: z.literal("gone"), tab: Tab }),
  /** From a process that has just begun to listen, and so knows of nobody yet. */
  z.object({ type: z.literal("who") }),
]);
type Message = z.infer<typeof Message>;

// One memory a process, also when a bundler loads this module twice.
const shared = globalThis as typeof globalThis & { tidemarkPresence?: PresenceMemory };

/** What this process said comes back to it, when it may already know better. */
const Said = z.object({ by: z.uuid(), message: Message });

/** Tells all processes that a tab shows a place, or shows it no more. */
export async function tellPresence(tab: Presence, isHere: boolean): Promise<void> {
  const memory = listening();
  // What this process is asked next must know of it, whenever the message arrives.
  const isNews = isHere ? memory.note(tab, true) : memory.leave(tab);
  if (isNews) tellOf(tab);
  await send({ type: isHere ? "here" : "gone", tab });
}

/** The ids of the people who look at a place now. */
export function whoIsAt(place: { teamId: string; place: string }): string[] {
  return listening().at(place);
}

function listening(): PresenceMemory {
  if (shared.tidemarkPresence) return shared.tidemarkPresence;
  const memory = new PresenceMemory();
  shared.tidemarkPresence = memory;
  const forgetting = setInterval(() => memory.forget().forEach(tellOf), FORGET_MS).unref();
  // After a lost connection, too, there may be people nobody told of.
  const ask = () =>
    void send({ type: "who" }).catch((error) => log.warn({ err: error }, "presence: not asked"));
  const fail = () => {
    log.warn("presence: LISTEN failed; it is tried again with the next visitor");
    clearInterval(forgetting);
    delete shared.tidemarkPresence;
  };
  hearOf(CHANNEL, (payload) => hear(memory, payload), ask, fail);
  return memory;
}

function hear(memory: PresenceMemory, payload: string): void {
  const said = Said.safeParse(JSON.parse(payload)).data;
  if (!said || said.by === memory.id) return;
  const { message } = said;
  if (message.type === "here" && memory.note(message.tab, false, message.forMs)) tellOf(message.tab);
  if (message.type === "gone" && memory.leave(message.tab)) tellOf(message.tab);
  if (message.type === "who") {
    for (const { forMs, ...tab } of memory.ours()) {
      send({ type: "here", tab, forMs }).catch((error) => log.warn({ err: error }, "presence: not told"));
    }
  }
}

const tellOf = ({ teamId, place }: Pick<Presence, "teamId" | "place">) =>
  tellHere({ teamId, topics: [`presence:${place}`] });

async function send(message: Message): Promise<void> {
  const said = JSON.stringify({ by: listening().id, message });
  await db().execute(sql`select pg_notify(${CHANNEL}, ${said})`);
}
