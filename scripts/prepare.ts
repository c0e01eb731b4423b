import type { ReadyKey } from "#lib/team/provision.ts";
import { type Role, runsWeb } from "./role.ts";

const demoWithin = 60_000;

/** What a start has to tell: a key that is ready, and the code for setting up from another machine. */
export type Welcome = { key: ReadyKey | null; setUpCode: string | null };

export type Prepared = {
  welcome: Welcome;
  /** Has the demo of a new team checked, which takes a worker; resolves when that is done, or cannot be. */
  checkDemo(stopping: AbortSignal): Promise<void>;
};

/** Brings the database up to date, and provides what the settings ask for. */
export async function prepare(role: Role, url: string): Promise<Prepared> {
  process.env.DATABASE_URL = url;
  const { migrate } = await import("#lib/db/migrate.ts");
  await migrate(url);
  // A worker has no page that anybody could sign in at: it leaves all this to the web process.
  if (!runsWeb(role)) return { welcome: { key: null, setUpCode: null }, checkDemo: async () => {} };
  const { provision } = await import("#lib/team/provision.ts");
  const { setUpCodeOfStart } = await import("#lib/team/set-up.ts");
  const { closeDatabase } = await import("#lib/db/client.ts");
  const { createDemoMonitor } = await import("#lib/monitor/index.ts");
  const { checkDemo } = await import("#lib/check/index.ts");
  const { key, teamId } = await provision();
  if (teamId) await createDemoMonitor(teamId);
  const setUpCode = await setUpCodeOfStart();
  return {
    welcome: { key, setUpCode },
    async checkDemo(stopping) {
      const signal = AbortSignal.any([stopping, AbortSignal.timeout(demoWithin)]);
      // It is there to be read, and no reason not to start.
      if (teamId) await checkDemo(teamId, signal).catch(() => {});
      await closeDatabase();
    },
  };
}
