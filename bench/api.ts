import { Agent, request } from "undici";
import { z } from "zod";
import { CheckDetailAnswer } from "#lib/check/model.ts";

export type CheckDetail = z.infer<typeof CheckDetailAnswer>;
export type Api = {
  createMonitor(name: string, urls: string[]): Promise<string>;
  /** A monitor of a whole site. */
  createCrawl(name: string, url: string, limit: number): Promise<string>;
  run(monitorId: string): Promise<string>;
  check(monitorId: string, checkId: string, query?: string): Promise<CheckDetail>;
  close(): Promise<void>;
};

const Created = z.object({ data: z.object({ id: z.uuid() }) });
const Started = z.object({ id: z.uuid() });
const Check = z.object({ data: CheckDetailAnswer });

/** The product as a program on the network sees it, over kept-alive connections. */
export function apiOf({ url, apiKey }: { url: string; apiKey: string }): Api {
  const agent = new Agent({ keepAliveTimeout: 60_000 });
  const ask = async (method: "GET" | "POST", path: string, body?: object): Promise<unknown> => {
    const answer = await request(`${url}/api/v2/monitor${path}`, {
      method,
      dispatcher: agent,
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 200)
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${text}`);
    return JSON.parse(text);
  };
  const create = async (name: string, target: object) => {
    // Due once a year: only the bench runs it.
    const schedule = { cron: "0 0 1 1 *" };
    const made = await ask("POST", "", { name, schedule, targets: [target] });
    return Created.parse(made).data.id;
  };
  return {
    createMonitor: (name, urls) => create(name, { type: "scrape", urls }),
    createCrawl: (name, url, limit) =>
      create(name, { type: "crawl", url, crawlOptions: { limit, sitemap: "skip" } }),
    run: async (monitorId) => Started.parse(await ask("POST", `/${monitorId}/run`)).id,
    async check(monitorId, checkId, query = "?limit=1") {
      return Check.parse(await ask("GET", `/${monitorId}/checks/${checkId}${query}`)).data;
    },
    close: () => agent.close(),
  };
}
