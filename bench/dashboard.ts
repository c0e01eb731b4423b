import { measureFirstLoads } from "./browser/first-load.ts";
import { measureLargeCheck, measureLargeDiff } from "./browser/large.ts";
import { giveWay } from "./browser/precedence.ts";
import { measurePresses } from "./browser/press.ts";
import { measureReading } from "./browser/reading.ts";
import { measureStreams } from "./browser/stream.ts";
import { startVisitor, type Visitor } from "./browser/visitor.ts";
import { type Ground, onGround, type Server } from "./ground.ts";
import type { Line, Section } from "./report.ts";

/** What a person at the dashboard waits for, in a real Chromium. Comes last: what runs by then gives way for good. */
export function benchDashboard(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_dashboard", async (ground) => {
    const shared = await visit(ground, async (visitor) => [
      ...(await measurePresses(ground, visitor.page, quick ? 5 : 30)),
      ...(await measureFirstLoads(ground, visitor)),
      ...(await measureReading(ground, visitor)),
      ...(await measureLargeCheck(ground, visitor.page, quick ? 2000 : 10_000)),
      ...(await measureLargeDiff(ground, visitor.page)),
      ...(await measureStreams(ground, visitor.page, "crowded")),
    ]);
    giveWay();
    const alone = await visit(ground, ({ page }) => measureStreams(ground, page, "alone"));
    return {
      title: "At the dashboard",
      about:
        "Headless Chromium at 1280 × 860 on the production build. Browser, web, worker, PostgreSQL and the watched site " +
        "share the machine: as equals down to “all sharing the processors”, and with the browser served first below, " +
        "as on a visitor's own machine. A frame is the time between two animation frames.",
      lines: [...shared, ...alone],
    };
  });
}

async function visit(ground: Ground, measure: (visitor: Visitor) => Promise<Line[]>): Promise<Line[]> {
  const visitor = await startVisitor(ground.product);
  try {
    return await measure(visitor);
  } finally {
    await visitor.close();
  }
}
