import { PgPreparedQuery } from "drizzle-orm/pg-core";

// Drizzle writes the values of a failed statement into the message of its error, and errors go to the log: hashes of
// passwords and keys, headers with which pages are fetched, emails. It has no setting for that.

type Runs = {
  queryWithCache(text: string, values: unknown[], run: () => Promise<unknown>): Promise<unknown>;
};

let hidden = false;

/** From now on an error of a failed statement has its text and PostgreSQL's reason, and no value of any row. */
export function hideValues(): void {
  if (hidden) return;
  hidden = true;
  const statement = PgPreparedQuery.prototype as unknown as Runs;
  const { queryWithCache } = statement;
  statement.queryWithCache = function (text, values, run) {
    const places = values.map(() => "…");
    return queryWithCache.call(this, text, places, () => run().catch(withoutRow));
  };
}

/** PostgreSQL's detail repeats the row that was refused. @throws what it is given */
function withoutRow(error: unknown): never {
  if (typeof error === "object" && error !== null) {
    for (const name of ["detail", "where"]) Reflect.deleteProperty(error, name);
  }
  throw error;
}
