import { z } from "zod";

/** What a notice says: which rows may have changed. Never data; whoever hears it reads again. */
export const Notice = z.object({
  teamId: z.uuid(),
  monitorId: z.uuid(),
  checkId: z.uuid().optional(),
});
export type Notice = z.infer<typeof Notice>;

/** The PostgreSQL channel of all notices. */
export const CHANNEL = "tidemark";

/** What a browser is told: read these again, or (after a lost connection) everything; or only that it is heard. */
export type LiveEvent =
  | { type: "changed"; monitorId: string; checkId?: string | undefined }
  | { type: "resync" }
  | { type: "beat" };
