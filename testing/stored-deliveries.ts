import { v7 as uuidv7 } from "uuid";
import { db } from "#lib/db/client.ts";
import { deliveries } from "#lib/db/schema.ts";

/** A delivery that was given up, as the database has it. @returns its id */
export async function storeDelivery(of: {
  teamId: string;
  monitorId: string;
  checkId: string;
}): Promise<string> {
  const { teamId, monitorId, checkId } = of;
  const id = uuidv7();
  const event = "monitor.check.completed" as const;
  await db()
    .insert(deliveries)
    .values({ id, teamId, monitorId, checkId, channel: "webhook", event, status: "failed" });
  return id;
}
