// The least that could be done, in a process of its own like the worker: argv is the database's URL.
import { createHash } from "node:crypto";
import postgres from "postgres";
import { Agent, request } from "undici";
import { v7 as uuidv7 } from "uuid";
import type { CeilingJob } from "./index.ts";
import { mdream } from "./markdown.ts";

const BATCH = 500;
const sql = postgres(process.argv[2] ?? "", { max: 4, onnotice: () => {} });
await sql`create schema if not exists bench`;
await sql`create table if not exists bench.pages (
  id uuid primary key, url text not null, hash bytea not null, size int not null)`;

type Row = { url: string; hash: string; size: number };

async function insert(rows: Row[]): Promise<void> {
  await sql`
    insert into bench.pages (id, url, hash, size)
    select id, url, decode(hash, 'hex'), size from unnest(
      ${rows.map(() => uuidv7())}::uuid[], ${rows.map(({ url }) => url)}::text[],
      ${rows.map(({ hash }) => hash)}::text[], ${rows.map(({ size }) => size)}::int[]) as r(id, url, hash, size)`;
}

const sha256 = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const { engine, convert } = mdream();
const agent = new Agent({ keepAliveTimeout: 60_000 });

async function fetchRow(url: string, asMarkdown: boolean): Promise<Row> {
  const { body } = await request(url, { dispatcher: agent });
  if (!asMarkdown) {
    const bytes = await body.bytes();
    return { url, hash: sha256(bytes), size: bytes.length };
  }
  const markdown = convert(await body.text(), { origin: url });
  return { url, hash: sha256(markdown), size: markdown.length };
}

async function run({ urls, concurrency, asMarkdown }: CeilingJob): Promise<number> {
  const began = performance.now();
  const inserts: Promise<void>[] = [];
  let rows: Row[] = [];
  let next = 0;
  const work = async () => {
    for (let url = urls[next++]; url; url = urls[next++]) {
      rows.push(await fetchRow(url, asMarkdown));
      if (rows.length === BATCH) {
        inserts.push(insert(rows));
        rows = [];
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  if (rows.length > 0) inserts.push(insert(rows));
  await Promise.all(inserts);
  return performance.now() - began;
}

process.on("message", async (job: CeilingJob) => process.send?.({ engine, ms: await run(job) }));
process.on("disconnect", () => process.exit());
process.send?.({ engine, ms: 0 });
