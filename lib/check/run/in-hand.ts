import type { CheckTrigger } from "#lib/check/model.ts";
import { type ClaimedCheck, claimChecks } from "#lib/check/run/claim.ts";
import { CHECK_TRIGGERS } from "#lib/statuses.ts";

/**
 * Checks a worker has in hand at once, for each page that it may fetch at once. What somebody asked for has places that no
 * schedule can take. More would hide the network's slowness a little better; but when a worker dies, all of them
 * are under suspicion and run one by one.
 */
const CHECKS_A_PAGE: Record<CheckTrigger, number> = { manual: 1, scheduled: 2.5 };
const FEWEST_PLACES = 64;
/** What somebody asked for before what the schedule did. */
const IN_TURN = CHECK_TRIGGERS.toReversed();
/** A team may hold so many times the places that are free: alone it gets most of them, and some are left for others. */
const SHARE = 4;
/** Of the free places, the part that one team may take in one claim. */
const PART = 0.75;
/** Freed places are filled together, so that a claim is worth its statement; but whoever comes need not wait for long. */
const FILL_FROM = 0.2;
const FILL_AFTER_MS = 200;

/**
 * The checks a worker has in hand, and the rule by which it takes more: what somebody asked for before what a schedule
 * asked for, and teams in turn. The rule for a team is the dynamic threshold of shared buffers (Choudhury and
 * Hahne, 1998): the more it holds, the more it must leave free.
 */
export class InHand {
  readonly #pagesAtOnce: number;
  readonly #checks = new Map<string, ClaimedCheck>();
  #lastFilled = 0;
  readonly #afterTeam: Record<CheckTrigger, string> = { manual: "", scheduled: "" };

  /** @param pagesAtOnce how many pages this worker may fetch at once */
  constructor(pagesAtOnce: number) {
    this.#pagesAtOnce = pagesAtOnce;
  }

  get all(): ClaimedCheck[] {
    return [...this.#checks.values()];
  }

  remove(checkId: string): void {
    this.#checks.delete(checkId);
  }

  /** Claims as many checks as there is room for, and begins each: what somebody asked for first. */
  async take(worker: string, begin: (check: ClaimedCheck) => void): Promise<void> {
    for (const trigger of IN_TURN) {
      for (const check of await this.#takeOf(trigger, worker)) begin(check);
    }
  }

  async #takeOf(trigger: CheckTrigger, worker: string): Promise<ClaimedCheck[]> {
    const held = this.all.filter((check) => check.trigger === trigger);
    const places = Math.max(FEWEST_PLACES, Math.round(CHECKS_A_PAGE[trigger] * this.#pagesAtOnce));
    const room = places - held.length;
    if (room <= 0) return [];
    if (trigger === "scheduled") {
      const now = performance.now();
      const isWorthIt =
        held.length === 0 || room >= places * FILL_FROM || now - this.#lastFilled > FILL_AFTER_MS;
      if (!isWorthIt) return [];
      this.#lastFilled = now;
    }
    const byTeam = Map.groupBy(held, ({ teamId }) => teamId);
    const claimed = await claimChecks({
      worker,
      trigger,
      limit: room,
      perTeam: Math.ceil(room * PART),
      afterTeam: this.#afterTeam[trigger],
      passedOver: [...byTeam].filter(([, checks]) => checks.length > SHARE * room).map(([teamId]) => teamId),
    });
    for (const check of claimed) this.#checks.set(check.id, check);
    // The next turn goes on behind the last team, or at the first one when there was room for more than there was.
    const isEnd = claimed.length < room;
    const wasFirst = this.#afterTeam[trigger] === "";
    this.#afterTeam[trigger] = isEnd
      ? ""
      : (claimed
          .map(({ teamId }) => teamId)
          .sort()
          .at(-1) ?? "");
    return isEnd && !wasFirst ? [...claimed, ...(await this.#takeOf(trigger, worker))] : claimed;
  }
}
