import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import { type Ground, onGround, type Server } from "./ground.ts";
import { memory } from "./proc.ts";
import { atMost, fact, type Section } from "./report.ts";

const STREAMS = 200;

type Footprint = { megabytes: number; connections: number };

/** What two hundred open dashboards cost the web process. */
export function benchStreams(server: Server): Promise<Section> {
  return onGround(server, "bench_streams", async (ground) => {
    const monitorId = await ground.api.createMonitor("watched", ground.site.urls("bytes", 20));
    await useALittle(ground, monitorId);
    const before = await footprint(ground);
    const agent = new Agent({ connections: STREAMS });
    const open = await Promise.all(Array.from({ length: STREAMS }, () => openStream(ground, agent)));
    await useALittle(ground, monitorId);
    const heard = Math.min(...open.map(({ bytes }) => bytes()));
    const after = await footprint(ground);
    for (const { close } of open) close();
    await agent.destroy();
    return {
      title: `${STREAMS} open live streams`,
      about:
        "Resident memory of the web process and its database connections, before and with the streams open; a check runs meanwhile.",
      lines: [
        atMost("memory", after.megabytes - before.megabytes, "MB", {
          max: 100,
          note: `${before.megabytes.toFixed(0)} MB before`,
        }),
        atMost("database connections", after.connections - before.connections, "more", {
          max: 10,
          note: `${before.connections} before`,
        }),
        fact("bytes that the least served stream heard", heard, "B"),
      ],
    };
  });
}

/** A check and some reads, so that what a process needs anyway is there before and after. */
async function useALittle({ api }: Ground, monitorId: string): Promise<void> {
  for (let n = 0; n < 20; n++) {
    const checkId = await api.run(monitorId);
    while (!(await api.check(monitorId, checkId)).finishedAt) await sleep(50);
  }
}

async function openStream({ product }: Ground, dispatcher: Agent) {
  const { statusCode, body } = await request(`${product.url}/api/live`, {
    dispatcher,
    headers: { authorization: `Bearer ${product.apiKey}` },
  });
  if (statusCode !== 200) throw new Error(`A live stream was refused with ${statusCode}.`);
  let bytes = 0;
  body.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  body.on("error", () => {});
  return { bytes: () => bytes, close: () => body.destroy() };
}

async function footprint({ product, sql }: Ground): Promise<Footprint> {
  await sleep(2000);
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where datname = current_database()`;
  return { megabytes: memory(product.pids().web), connections: row?.n ?? 0 };
}
