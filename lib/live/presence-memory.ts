/** One tab of somebody that shows something. */
export type Presence = { teamId: string; place: string; viewer: string; userId: string };

/** A tab says every 20 s that it is still there (components/inbox/presence); one that said nothing for so long is gone. */
export const PRESENT_MS = 50_000;

/** Whom a message concerns: those who look at this place. */
type Place = Pick<Presence, "teamId" | "place">;

type Viewer = Presence & { until: number; isOurs: boolean };

/**
 * Who looks at what, as one process knows it. It is in memory alone: who looks now is of no use to anybody a minute
 * later, and so nothing is ever written for it.
 */
export class PresenceMemory {
  /** Of this process among those that tell each other. */
  readonly id = crypto.randomUUID();
  readonly #places = new Map<string, Map<string, Viewer>>();

  /**
   * @param isOurs whether this process was told by the tab itself, and so tells others who ask
   * @returns whether somebody is there who was not
   */
  note(presence: Presence, isOurs: boolean, forMs = PRESENT_MS): boolean {
    const key = keyOf(presence);
    const viewers = this.#places.get(key) ?? new Map<string, Viewer>();
    this.#places.set(key, viewers);
    const wasThere = [...viewers.values()].some(({ userId }) => userId === presence.userId);
    const known = viewers.get(presence.viewer);
    const until = Date.now() + Math.min(forMs, PRESENT_MS);
    viewers.set(presence.viewer, { ...presence, until, isOurs: isOurs || (known?.isOurs ?? false) });
    return !wasThere;
  }

  /** @returns whether somebody who was there is not any more */
  leave({ viewer, ...place }: Presence): boolean {
    const viewers = this.#places.get(keyOf(place));
    const gone = viewers?.get(viewer);
    if (!viewers || !gone) return false;
    viewers.delete(viewer);
    if (viewers.size === 0) this.#places.delete(keyOf(place));
    return ![...viewers.values()].some(({ userId }) => userId === gone.userId);
  }

  /** Forgets the tabs that said nothing for too long. @returns the places that they were at */
  forget(): Place[] {
    const silent = this.#all().filter(({ until }) => until <= Date.now());
    return silent.filter((viewer) => this.leave(viewer));
  }

  /** The ids of the people at a place, each once, those first who came first. */
  at(place: Place): string[] {
    const viewers = [...(this.#places.get(keyOf(place))?.values() ?? [])];
    return [...new Set(viewers.filter(({ until }) => until > Date.now()).map(({ userId }) => userId))];
  }

  /** The tabs that told this very process, with how long each still counts. */
  ours(): (Presence & { forMs: number })[] {
    return this.#all()
      .filter(({ isOurs }) => isOurs)
      .map(({ until, isOurs: _, ...presence }) => ({ ...presence, forMs: until - Date.now() }));
  }

  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  #all(): Viewer[] {
    return [...this.#places.values()].flatMap((viewers) => [...viewers.values()]);
  }
}

const keyOf = ({ teamId, place }: Place) => `${teamId} ${place}`;
