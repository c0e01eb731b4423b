import { type SQL, sql } from "drizzle-orm";
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

/**
 * One question for everything, since every worker asks it all day long and mostly hears no.
 * @param others what else there may be to do, by name: SQL that is true when there is
 */
export async function whatToDo<Name extends string = never>(
  others?: Record<Name, SQL>,
): Promise<ToDo & Record<Name, boolean>> {
  const more = Object.entries<SQL>(others ?? {}).map(([name, is]) => sql`, ${is} as ${sql.identifier(name)}`);
  const [answer] = await db().execute(sql`
    select
      exists (select 1 from monitors where next_run_at <= now()) as due,
      exists (select 1 from checks where status = 'queued' and not suspect) as waiting,
      exists (select 1 from checks where status = 'queued' and suspect) as suspects,
      ${needsRecovery} as stranded${sql.join(more)}`);
  return answer as ToDo & Record<Name, boolean>;
}
