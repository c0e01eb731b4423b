import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { type RunningProduct, startProduct } from "#testing/product.ts";
import { startPostgres } from "../scripts/postgres.ts";
import { openHome } from "../scripts/postgres-home.ts";
import { type Api, apiOf } from "./api.ts";
import { type DocsSite, startDocsSite } from "./site/index.ts";

/** Pages of the one host in flight at once, for the product and for the ceilings alike. */
export const CONCURRENCY = 32;

/** Settings for watching pages of one host of this machine, as many as one likes. */
export const WATCHER = {
  TIDEMARK_ALLOW_PRIVATE_NETWORK: "true",
  TIDEMARK_HOST_CONCURRENCY: String(CONCURRENCY),
  TIDEMARK_MONTHLY_CREDITS: "unlimited",
  // Counted like everybody's, and never refused: the bench asks without a pause.
  TIDEMARK_RATE_LIMIT: "10000000",
};

export type Server = {
  database(name: string): Promise<string>;
  /** The file that PostgreSQL writes its log to. */
  log: string;
  stop(): Promise<void>;
};

/** A PostgreSQL of the bench's own, with the settings it has in production. */
export async function startServer(): Promise<Server> {
  const folder = join(tmpdir(), `tidemark-bench-${process.pid}`);
  const { url, stop } = await startPostgres({ folder });
  return {
    log: openHome(folder).log,
    async database(name) {
      const sql = postgres(url, { max: 1, onnotice: () => {} });
      await sql.unsafe(`create database "${name}"`);
      await sql.end();
      return Object.assign(new URL(url), { pathname: `/${name}` }).href;
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The whole product in production mode on an empty database, and a site to watch. */
export type Ground = {
  product: RunningProduct;
  api: Api;
  site: DocsSite;
  sql: postgres.Sql;
  databaseUrl: string;
};

/** Gives `work` a ground of its own, which is gone afterwards. */
export async function onGround<T>(
  server: Server,
  name: string,
  work: (ground: Ground) => Promise<T>,
  mode: "start" | "web" = "start",
): Promise<T> {
  const databaseUrl = await server.database(name);
  const product = await startProduct({
    mode,
    env: { ...WATCHER, DATABASE_URL: databaseUrl },
  });
  const site = await startDocsSite();
  const sql = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  const api = apiOf(product);
  try {
    return await work({ product, api, site, sql, databaseUrl });
  } finally {
    await Promise.all([api.close(), sql.end(), site.close()]);
    await product.remove();
  }
}
