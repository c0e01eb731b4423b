import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { hideValues } from "#lib/db/hide-values.ts";
import { prepareStatements } from "#lib/db/prepare-statements.ts";
import * as schema from "#lib/db/schema.ts";
import { env } from "#lib/env.ts";

const poolOptions = {
  max: 8,
  idle_timeout: 60,
  connect_timeout: 10,
  onnotice: () => {},
};

// Without pipelining: on a shared connection a query would wait behind another request's, also when other
// connections have become idle. The option exists but is missing from postgres.js's types, hence an object of our own.
const queryOptions = { ...poolOptions, max_pipeline: 0 };

/**
 * Transactions have connections of their own. On one that is busy with a plain query postgres.js 3.4 may send BEGIN
 * without reserving it (porsager/postgres#1189): the caller gets UNSAFE_TRANSACTION, and what others write there
 * afterwards is never committed.
 */
function connect(url: string) {
  hideValues();
  const client = prepareStatements(postgres(url, queryOptions));
  const transactions = postgres(url, poolOptions);
  // Sets, on each client it is given, how values are written and read.
  drizzle({ client: transactions });
  const { end } = client;
  Object.assign(client, {
    begin: <T>(work: (tx: postgres.TransactionSql) => Promise<T>) =>
      transactions.begin((tx) => work(prepareStatements(tx))),
    end: (options?: { timeout?: number }) => Promise.all([end(options), transactions.end(options)]),
  });
  return drizzle({ client, schema });
}

export type Database = ReturnType<typeof connect>;
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Something statements can be run on: the pool, or a transaction. */
export type Queryable = Database | Tx;

// One pool a process, also when a bundler loads this module twice (Next keeps one graph per route kind).
const shared = globalThis as typeof globalThis & {
  tidemarkDatabase?: Database;
  tidemarkDatabaseUrl?: string;
};

/** The pool of this process, opened on first use so that a build needs no database. */
export function db(): Database {
  shared.tidemarkDatabase ??= connect(databaseUrl());
  return shared.tidemarkDatabase;
}

/** @throws Error when DATABASE_URL is not set; the supervisor sets it for its children. */
export function databaseUrl(): string {
  const url = shared.tidemarkDatabaseUrl ?? env().DATABASE_URL;
  if (!url) throw new Error("DATABASE_URL is not set: start Tidemark with npm run dev or npm start.");
  return url;
}

/** Points this process at another database (tests: one database per file). */
export async function useDatabase(url: string): Promise<void> {
  await closeDatabase();
  shared.tidemarkDatabaseUrl = url;
  shared.tidemarkDatabase = connect(url);
}

export async function closeDatabase(): Promise<void> {
  await shared.tidemarkDatabase?.$client.end({ timeout: 2 });
  delete shared.tidemarkDatabase;
}
