import { sql } from "drizzle-orm";
import { needsRecovery } from "#lib/check/run/recover.ts";
import { db } from "#lib/db/client.ts";

/** What there is to do for a worker. */
export type ToDo = {
  /** Monitors whose time has come. */
  due: boolean;
  /** Checks that wait. */
  waiting: boolean;
  /** Checks that wait and were in the hands of a worker that died. */
  suspects: boolean;
  /** Checks in the hands of a worker that is gone. */
  stranded: boolean;
};

/** One question for everything, since every worker asks it all day long and mostly hears no. */
export async function whatToDo(): Promise<ToDo> {
  const [answer] = await db().execute<ToDo>(sql`
    select
      exists (select 1 from monitors where next_run_at <= now()) as due,
      exists (select 1 from checks where status = 'queued' and not suspect) as waiting,
      exists (select 1 from checks where status = 'queued' and suspect) as suspects,
      ${needsRecovery} as stranded`);
  return answer ?? { due: false, waiting: false, suspects: false, stranded: false };
}
