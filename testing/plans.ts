import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { vi } from "vitest";
import { closeDatabase, type Database } from "../lib/db/client.ts";
import * as schema from "../lib/db/schema.ts";

export type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  Plans?: PlanNode[];
};
export type Plan = { "Query Text": string; Plan: PlanNode };

/**
 * Makes this process's database tell the plan of every statement it really executes (PostgreSQL's auto_explain),
 * so that a test of plans needs no copy of the product's SQL.
 * @returns what runs some work and answers the plans of its statements
 */
export async function explainEverything(
  url: string,
): Promise<(work: () => Promise<unknown>) => Promise<Plan[]>> {
  const name = new URL(url).pathname.slice(1);
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  await admin.unsafe(`alter database "${name}" set session_preload_libraries = 'auto_explain'`);
  await admin.unsafe(`alter database "${name}" set auto_explain.log_min_duration = 0`);
  await admin.unsafe(`alter database "${name}" set auto_explain.log_format = 'json'`);
  await admin.unsafe(`alter database "${name}" set client_min_messages = 'log'`);
  await admin.unsafe(`alter database "${name}" set plan_cache_mode = 'force_generic_plan'`);
  await admin.end();
  const plans: Plan[] = [];
  await closeDatabase();
  const onnotice = ({ message = "" }: postgres.Notice) => {
    const start = message.indexOf("{");
    if (message.includes("plan:") && start > 0) plans.push(JSON.parse(message.slice(start)));
  };
  const client = postgres(url, { max: 4, onnotice });
  const shared = globalThis as typeof globalThis & { tidemarkDatabase?: Database };
  shared.tidemarkDatabase = drizzle({ client, schema });
  let marks = 0;
  return async (work) => {
    plans.length = 0;
    await work();
    // A plan is told when its statement is put away, which may be just after its rows; so wait for a later one.
    const mark = `mark ${++marks}`;
    const isTold = (plan: Plan) => plan["Query Text"].includes(mark);
    await Promise.all([1, 2, 3, 4].map(() => client.unsafe(`select 1 /* ${mark} */`)));
    await vi.waitUntil(() => plans.some(isTold), { timeout: 5000 });
    return plans.filter((plan) => !plan["Query Text"].includes("/* mark "));
  };
}

/** A plan's nodes, the top one first. */
export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
