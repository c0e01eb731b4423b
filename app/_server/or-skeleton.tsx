import { setTimeout as sleep } from "node:timers/promises";
import { type ReactElement, type ReactNode, Suspense } from "react";

/**
 * React keeps a skeleton it has shown for 0.3 s, however soon the page comes: what is read by then comes whole, with
 * its own status code, and only a page that takes longer is announced by its skeleton.
 */
const GRACE_MS = 150;

/** A page, once it is read; its skeleton until then when that takes long. */
export async function orSkeleton(reading: Promise<ReactElement>, skeleton: ReactNode): Promise<ReactNode> {
  const page = await Promise.race([reading, sleep(GRACE_MS, null)]);
  return page ?? <Suspense fallback={skeleton}>{reading}</Suspense>;
}
