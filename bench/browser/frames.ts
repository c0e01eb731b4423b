import type { Page } from "@playwright/test";

type Recorder = { gaps: number[]; on: boolean };
type Recording = typeof globalThis & { benchFrames?: Recorder };

/** The ms between the frames a tab draws while `work` goes on. */
export async function framesDuring(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: Recorder = { gaps: [], on: true };
    (globalThis as Recording).benchFrames = frames;
    let last = performance.now();
    const frame = (now: number) => {
      frames.gaps.push(now - last);
      last = now;
      if (frames.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const frames = (globalThis as Recording).benchFrames;
    if (!frames) throw new Error("The tab was left while its frames were recorded.");
    frames.on = false;
    // The first is the way to the first frame.
    return frames.gaps.slice(1);
  });
}
