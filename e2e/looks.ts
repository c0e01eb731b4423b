import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Phone, tablet and desktop, light and dark: each width and both themes, the narrowest, where most breaks, in both. */
export const LOOKS = (
  [
    [390, "light"],
    [390, "dark"],
    [820, "light"],
    [1280, "dark"],
  ] as const
).map(([width, colorScheme]) => ({ width, colorScheme, name: `${width} px, ${colorScheme}` }));

/** Options of a browser with that look; the narrow ones are a phone and a tablet, held by hand. */
export const asLook = ({ width, colorScheme }: (typeof LOOKS)[number]) => ({
  viewport: { width, height: 860 },
  colorScheme,
  hasTouch: width < 1000,
});

/** Every look of a page that is open, one after the other. */
export async function expectGoodLooks(page: Page): Promise<void> {
  for (const { width, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height: 860 });
    await page.emulateMedia({ colorScheme });
    await expectGoodLook(page);
  }
}

/** No serious or critical finding of axe that stays, and nothing reaches over the right edge. */
export async function expectGoodLook(page: Page): Promise<void> {
  await animationsEnded(page);
  // What comes into view meanwhile fades in and has its colours only then, so a finding is asked for again.
  await expect(async () => {
    expect(await graveFindings(page), `axe on ${page.url()}`).toEqual([]);
  }).toPass({ timeout: 10_000 });
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, `sideways scroll on ${page.url()}`).toBeLessThanOrEqual(0);
}

async function graveFindings(page: Page): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  // There are no frames, for which it would open a page beside this one each time.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" · ")}`);
}

/** Colours are judged as they stay, not as they fade in; what pulses for ever is not waited for. */
async function animationsEnded(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });
}
