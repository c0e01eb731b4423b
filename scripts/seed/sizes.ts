/** How large a seeded team is. Each check of the last ten of a monitor still has its pages. */
export type Sizes = { people: number; monitors: number; checksPerMonitor: number; pagesPerMonitor: number };

/** A team of a real size: 200,000 checks, a million pages of checks of 100,000 watched ones, 100,000 changes. */
export const REAL: Sizes = { people: 20, monitors: 500, checksPerMonitor: 400, pagesPerMonitor: 200 };

/** So many of a monitor's checks have their pages; older ones are what retention leaves. */
export const LOOKS = 10;
/** Every so many pages there is one that changes; it does at every second look. */
export const EVERY = 5;

/** The same team with fewer monitors, for who waits for it. */
export function scaled(scale: number): Sizes {
  return { ...REAL, monitors: Math.max(1, Math.round(REAL.monitors * scale)) };
}
