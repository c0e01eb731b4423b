import { type Ceiling, startCeiling } from "./ceiling/index.ts";
import { type Habit, urlwatchRate } from "./ceiling/urlwatch.ts";
import { runToEnd } from "./finished-check.ts";
import { CONCURRENCY, type Ground, onGround, type Server } from "./ground.ts";
import { against, fact, type Line, type Section, unmeasured } from "./report.ts";
import type { SiteMode } from "./site/index.ts";
import { median, quantile } from "./stats.ts";

const PAGES = 1000;
const MODES = ["etag", "bytes", "nonce", "changed"] as const satisfies SiteMode[];
/** It takes a thirtieth of a second a page. */
const URLWATCH_PAGES = 300;

type Rates = { inside: number; outside: number };
type Mode = (typeof MODES)[number];
type Round = Record<Mode, Rates> & { fetching: number; converting: number };

/** Checks of 1,000 pages against the raw ceilings, turn by turn, so that both meet the same machine. */
export function benchChecks(server: Server, quick: boolean): Promise<Section> {
  return onGround(server, "bench_checks", async (ground) => {
    const ceiling = await startCeiling(ground.databaseUrl);
    try {
      const monitors = await prepare(ground);
      const rounds: Round[] = [];
      const count = quick ? 3 : 11;
      // The first rounds warm up the just-in-time compilers of all sides and are not counted.
      for (let round = -2; round < count; round++) {
        const measured = await playRound(ground, ceiling, monitors);
        if (round >= 0) rounds.push(measured);
      }
      const habit = await urlwatchRate(ground.site.urls("nonce", URLWATCH_PAGES));
      return toSection(ground, rounds, { engine: ceiling.engine, habit });
    } finally {
      await ceiling.close();
    }
  });
}

type Monitors = Record<Mode, string>;

/** A monitor per mode, each with its baselines. */
async function prepare(ground: Ground): Promise<Monitors> {
  const made: Partial<Monitors> = {};
  for (const mode of MODES) {
    const monitorId = await ground.api.createMonitor(mode, ground.site.urls(mode, PAGES));
    await runToEnd(ground, monitorId, "new");
    made[mode] = monitorId;
  }
  return made as Monitors;
}

async function playRound(ground: Ground, ceiling: Ceiling, monitors: Monitors): Promise<Round> {
  const check = async (mode: Mode): Promise<Rates> => {
    const expected = mode === "changed" ? "changed" : "same";
    const { insideMs, outsideMs } = await runToEnd(ground, monitors[mode], expected);
    return { inside: (PAGES / insideMs) * 1000, outside: (PAGES / outsideMs) * 1000 };
  };
  const raw = (mode: Mode, asMarkdown: boolean) =>
    ceiling.rate({ urls: ground.site.urls(mode, PAGES), concurrency: CONCURRENCY, asMarkdown });
  const bytes = await check("bytes");
  const fetching = await raw("bytes", false);
  const nonce = await check("nonce");
  const converting = await raw("nonce", true);
  return { etag: await check("etag"), changed: await check("changed"), bytes, nonce, fetching, converting };
}

type Beside = { engine: string; habit: Habit | null };

function toSection({ site }: Ground, rounds: Round[], { engine, habit }: Beside): Section {
  const rate = (mode: Mode) => median(rounds.map((round) => round[mode].inside));
  const outside = (mode: Mode) =>
    `from press to answer ${Math.round(median(rounds.map((round) => round[mode].outside)))}/s`;
  const held = (mode: Mode, ceiling: "fetching" | "converting", min?: number) => {
    const ratios = rounds.map((round) => round[mode].inside / round[ceiling]);
    const range = `ratio ${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    return {
      ceiling: median(rounds.map((round) => round[ceiling])),
      // Of neighbours in time, since others may use the machine.
      ratio: median(ratios),
      min,
      note: `${outside(mode)}, ${range}`,
    };
  };
  const megabytes = site.sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  const unit = "pages/s";
  return {
    title: "Checks of 1,000 pages",
    about:
      `${rounds.length} rounds, median. Pages of median ${(quantile(site.sizes, 0.5) / 1024).toFixed(0)} KB, ` +
      `${megabytes.toFixed(0)} MB in all, from one host at ${CONCURRENCY} at once. Ceilings in turn with the checks, on the ` +
      "same site and database: undici + sha-256 + batched insert; undici + mdream + the same insert.",
    lines: [
      against("304 Not Modified (against fetching 200s)", rate("etag"), unit, held("etag", "fetching")),
      against("identical bytes", rate("bytes"), unit, held("bytes", "fetching", 0.7)),
      against("converted: other bytes, same text", rate("nonce"), unit, held("nonce", "converting", 0.75)),
      against("all changed: diff and snapshot", rate("changed"), unit, held("changed", "converting", 0.5)),
      besideHabit(rate("nonce"), habit),
      fact("raw fetch ceiling", median(rounds.map(({ fetching }) => fetching)), unit),
      fact("raw conversion ceiling", median(rounds.map(({ converting }) => converting)), unit, {
        note: `mdream is its ${engine} build here`,
      }),
    ],
  };
}

/** Against what people use today: at least ten times as many pages a second. */
function besideHabit(pagesPerSecond: number, habit: Habit | null): Line {
  const what = "markdown pages/s against urlwatch's";
  const min = 10;
  if (!habit) {
    const target = `≥ ${min} of ceiling`;
    return unmeasured(what, "pages/s", { target, note: "urlwatch is not installed here" });
  }
  return against(what, pagesPerSecond, "pages/s", { ceiling: habit.pagesPerSecond, min, note: habit.note });
}
