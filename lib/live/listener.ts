import postgres from "postgres";
import { databaseUrl } from "#lib/db/client.ts";
import { CHANNEL, type LiveEvent, Notice } from "#lib/live/model.ts";
import { log } from "#lib/log.ts";

type Subscriber = { teamId: string; hear: (event: LiveEvent) => void; fail: () => void };

type Listener = { subscribers: Set<Subscriber>; connection: postgres.Sql };

// One LISTEN connection a process, also when a bundler loads this module twice.
const shared = globalThis as typeof globalThis & { tidemarkListener?: Listener };

/**
 * Hears of every change to a team's monitors and checks from now on, by one database connection for the whole
 * process. After that connection was lost and made anew it says `resync`: anything may have changed meanwhile.
 * @param fail called when that connection could not be made: this subscriber will hear nothing
 * @returns a function that ends the subscription
 */
export function subscribe(teamId: string, hear: (event: LiveEvent) => void, fail: () => void): () => void {
  const { subscribers } = listener();
  const subscriber = { teamId, hear, fail };
  subscribers.add(subscriber);
  return () => subscribers.delete(subscriber);
}

/**
 * Hears of what is said on another channel, by the same connection.
 * @param again called when it begins to hear, and after every time in which it may have missed something
 * @param fail called when it will hear nothing
 */
export function hearOf(
  channel: string,
  hear: (payload: string) => void,
  again: () => void,
  fail: () => void,
): void {
  listener().connection.listen(channel, hear, again).catch(fail);
}

/** Tells the subscribers of this process, as a notice that came from the database does. */
export function tellHere({ teamId, topics }: Notice): void {
  for (const subscriber of shared.tidemarkListener?.subscribers ?? []) {
    if (subscriber.teamId === teamId) subscriber.hear({ type: "changed", topics });
  }
}

function listener(): Listener {
  shared.tidemarkListener ??= listen();
  return shared.tidemarkListener;
}

function listen(): Listener {
  const subscribers = new Set<Subscriber>();
  const connection = postgres(databaseUrl(), {
    max: 1,
    idle_timeout: 0,
    connect_timeout: 10,
    max_lifetime: null,
    onnotice: () => {},
  });
  const hearNotice = (payload: string) => {
    const notice = Notice.safeParse(JSON.parse(payload));
    if (notice.success) tellHere(notice.data);
  };
  // Called at the first LISTEN and again after every reconnection; the client backs off by itself in between.
  const resync = () => {
    for (const { hear } of subscribers) hear({ type: "resync" });
  };
  connection.listen(CHANNEL, hearNotice, resync).catch((error) => {
    log.warn({ err: error }, "live updates: LISTEN failed; it is tried again with the next visitor");
    delete shared.tidemarkListener;
    void connection.end({ timeout: 1 });
    for (const subscriber of [...subscribers]) subscriber.fail();
  });
  return { subscribers, connection };
}
