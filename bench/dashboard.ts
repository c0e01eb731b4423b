import { measureFirstLoads } from "./browser/first-load.ts";
import { measureLargeCheck, measureLargeDiff } from "./browser/large.ts";
import { measurePresses } from "./browser/press.ts";
import { measureStreams } from "./browser/stream.ts";
import { startVisitor } from "./browser/visitor.ts";
import { onGround, type Server } from "./ground.ts";
import type { Section } from "./report.ts";

/** What a person at the dashboard waits for, in a real Chromium on the same machine. */
export function benchDashboard(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_dashboard", async (ground) => {
    const visitor = await startVisitor(ground.product);
    const { page } = visitor;
    try {
      return {
        title: "At the dashboard",
        about:
          "Headless Chromium at 1280 × 860 on the production build; browser, web, worker, PostgreSQL and the watched site share the machine. A frame is the time between two animation frames.",
        lines: [
          ...(await measurePresses(ground, page, quick ? 5 : 30)),
          ...(await measureStreams(ground, page)),
          ...(await measureLargeCheck(ground, page, quick ? 2000 : 10_000)),
          ...(await measureLargeDiff(ground, page)),
          ...(await measureFirstLoads(ground, visitor)),
        ],
      };
    } finally {
      await visitor.close();
    }
  });
}
