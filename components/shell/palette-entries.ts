import { endsCheck } from "#components/monitor/pause-dialog.tsx";
import { nameOf, pageAddress } from "#components/page/version-links.tsx";
import { type Findable, type Match, matchOf, RANK } from "#components/shell/palette-match.ts";
import { THEMES } from "#components/shell/themes.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";
import type { FoundPageAnswer } from "#lib/page/model.ts";
import type { Action } from "#lib/policy.ts";
import { kindOf } from "#lib/target/kinds.ts";

/** What the palette can do, by whoever draws it. */
export type Acts = {
  go(href: string): void;
  run(monitor: MonitorAnswer): void;
  pause(monitor: MonitorAnswer): void;
  resume(monitor: MonitorAnswer): void;
  duplicate(monitor: MonitorAnswer): void;
  setTheme(name: string): void;
  signOut(): void;
  /** Why whoever is signed in may not do something; null where they may. */
  refusalOf(action: Action): string | null;
  /** Says why something was not done. */
  refuse(why: string): void;
};

export type EntryKind = "monitor" | "text" | "place" | "theme" | "signOut" | Verb["name"];

/** Something to choose; `value` tells it from all others. */
export type Entry = Findable & {
  value: string;
  kind: EntryKind;
  /** Of an entry that leads to a monitor, to show how it stands. */
  monitor?: MonitorAnswer;
  /** Of an entry that leads to a page, the words that were looked for where they stand there. */
  excerpt?: FoundPageAnswer["excerpt"];
  /** Why one may not do it: shown where it would be done, and said when it is chosen. */
  refusal?: string;
  act(): void;
};
export type RankedEntry = Entry & Pick<Match, "address">;
export type Group = { heading?: string; entries: RankedEntry[] };

export const labelOf = ({ names }: Findable) => names[0] ?? "";

// -------------------------------------------------------------------------- what leads to a place, and what is done at once

const PLACES: { href: string; names: string[]; needs?: Action }[] = [
  {
    href: "/monitors/new",
    names: ["New monitor", "Add a monitor", "Create a monitor", "Watch a page"],
    needs: "createMonitor",
  },
  { href: "/changes", names: ["Changes", "Go to changes", "Inbox", "Home"] },
  { href: "/changes?view=mine", names: ["My changes", "Mine", "Assigned to me"] },
  { href: "/changes?view=failing", names: ["Failing pages", "Failures"] },
  { href: "/monitors", names: ["Monitors", "Go to monitors"] },
  { href: "/usage", names: ["Usage", "Go to usage", "Credits", "Cost"] },
  { href: "/settings/team", names: ["Settings", "Go to settings", "Team"] },
  { href: "/settings/members", names: ["Members", "Invite people", "People", "Roles"] },
  { href: "/settings/you", names: ["You", "Account", "Your name"] },
  { href: "/settings/keys", names: ["API keys", "Go to API keys", "Create an API key", "Tokens"] },
  { href: "/settings/you#password", names: ["Change password", "Password"] },
  { href: "/settings/you#sessions", names: ["Sessions", "Devices"] },
];

const places = (acts: Acts): Entry[] =>
  PLACES.map(({ href, names, needs }) =>
    allowed({ value: href, kind: "place", names, act: () => acts.go(href) }, needs, acts),
  );

/** The entry; and for somebody who may not do what it does, the reason in its place. */
function allowed(entry: Entry, needs: Action | undefined, acts: Acts): Entry {
  const refusal = needs ? acts.refusalOf(needs) : null;
  return refusal === null ? entry : { ...entry, refusal, act: () => acts.refuse(refusal) };
}

const commands = ({ setTheme, signOut }: Acts): Entry[] => [
  ...THEMES.map(
    ({ name, label }): Entry => ({
      value: `theme ${name}`,
      kind: "theme",
      names: [label, `Theme ${name}`, `${name} mode`, "Colours"],
      act: () => setTheme(name),
    }),
  ),
  { value: "sign out", kind: "signOut", names: ["Sign out", "Log out", "Leave"], act: signOut },
];

// ------------------------------------------------------------------------------------------------------------- monitors

type Verb = {
  name: "run" | "pause" | "resume" | "edit" | "duplicate" | "checks" | "latest";
  /** Words that a search for it may begin with. */
  words: string[];
  label(monitor: MonitorAnswer): string;
  /** What one must be allowed to do for it. */
  needs?: Action;
  fits(monitor: MonitorAnswer): boolean;
  act(monitor: MonitorAnswer, acts: Acts): void;
};

const always = () => true;
const latestOf = ({ recentChecks }: MonitorAnswer) => recentChecks?.at(-1);
const isActive = ({ status }: MonitorAnswer) => status === "active";

const VERBS: Verb[] = [
  {
    name: "run",
    words: ["run", "check", "start"],
    label: ({ name }) => `Run ${name}`,
    needs: "runMonitor",
    fits: (monitor) => isActive(monitor) && !monitor.currentCheckId,
    act: (monitor, acts) => acts.run(monitor),
  },
  {
    name: "pause",
    words: ["pause", "stop"],
    // Where it ends a check, it asks first.
    label: (monitor) => `Pause ${monitor.name}${endsCheck([monitor]) ? "…" : ""}`,
    needs: "updateMonitor",
    fits: isActive,
    act: (monitor, acts) => acts.pause(monitor),
  },
  {
    name: "resume",
    words: ["resume", "unpause"],
    label: ({ name }) => `Resume ${name}`,
    needs: "updateMonitor",
    fits: (monitor) => !isActive(monitor),
    act: (monitor, acts) => acts.resume(monitor),
  },
  {
    name: "edit",
    words: ["edit", "change"],
    label: ({ name }) => `Edit ${name}`,
    needs: "updateMonitor",
    fits: always,
    act: ({ id }, { go }) => go(`/monitors/${id}/edit`),
  },
  {
    name: "duplicate",
    words: ["duplicate", "copy", "clone"],
    label: ({ name }) => `Duplicate ${name}`,
    needs: "createMonitor",
    fits: always,
    act: (monitor, acts) => acts.duplicate(monitor),
  },
  {
    name: "latest",
    words: ["latest", "last", "checks"],
    label: ({ name }) => `Latest check of ${name}`,
    fits: (monitor) => latestOf(monitor) !== undefined,
    act: (monitor, { go }) => go(`/monitors/${monitor.id}/checks/${latestOf(monitor)?.id}`),
  },
  {
    name: "checks",
    words: ["checks", "history"],
    label: ({ name }) => `Checks of ${name}`,
    fits: always,
    act: ({ id }, { go }) => go(`/monitors/${id}?tab=checks`),
  },
];

function actionOf(verb: Verb, monitor: MonitorAnswer, acts: Acts): Entry {
  const names = [verb.label(monitor), ...verb.words.map((word) => `${word} ${monitor.name}`)];
  const act = () => verb.act(monitor, acts);
  return allowed({ value: `${verb.name} ${monitor.id}`, kind: verb.name, names, act }, verb.needs, acts);
}

const actionsOn = (monitor: MonitorAnswer, acts: Acts, verbs = VERBS): Entry[] =>
  verbs.filter((verb) => verb.fits(monitor)).map((verb) => actionOf(verb, monitor, acts));

const leadingTo = (monitor: MonitorAnswer, acts: Acts): Entry => ({
  value: `go ${monitor.id}`,
  kind: "monitor",
  names: [monitor.name],
  addresses: monitor.targets.flatMap((target) => kindOf(target).addresses(target)),
  monitor,
  act: () => acts.go(`/monitors/${monitor.id}`),
});

/** What a search asks to be done, and to what: "pau acme" pauses something that is called acme. */
export function verbIn(search: string): { verbs: Verb[]; object: string } | null {
  const [first = "", ...rest] = search.trim().toLowerCase().split(/\s+/);
  if (first.length < 2) return null;
  const verbs = VERBS.filter(({ words }) => words.some((word) => word.startsWith(first)));
  const object = rest.filter((word) => !["of", "check", "checks"].includes(word)).join(" ");
  return verbs.length > 0 ? { verbs, object } : null;
}

// ------------------------------------------------------------------------------------------------------------- the list

const MOST_RECENT = 8;
const MOST_RUNS = 5;
const MOST_FOUND = 40;

export type Known = {
  search: string;
  /** The server's answer to the search, the best first; or the monitors that ran last. */
  monitors: MonitorAnswer[];
  /** Whether that answer is still the one to the search before. */
  isStale: boolean;
  /** What a search for a verb is about. */
  objects: MonitorAnswer[];
  /** The monitor whose page one is on. */
  here: MonitorAnswer | undefined;
  /** Pages that say what is looked for. */
  texts?: FoundPageAnswer[];
};

/** Everything there is to choose from, in the order in which it is shown: what stands first is what Enter does. */
export function paletteGroups(known: Known, acts: Acts): Group[] {
  const groups =
    known.search.trim() === ""
      ? withoutSearch(known, acts)
      : [
          { entries: bestOf(known, acts) },
          { heading: "In the text of pages", entries: inTexts(known, acts) },
        ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** What a page says comes after all that is called so. */
function inTexts({ texts = [], search }: Known, { go }: Acts): Entry[] {
  return texts.map(({ monitorId, monitorName, pageId, url, title, excerpt }) => ({
    value: `text ${pageId}`,
    kind: "text",
    names: [`${title || nameOf(url)}, ${monitorName}`],
    excerpt,
    act: () => go(pageAddress(monitorId, pageId, { find: plainWords(search) })),
  }));
}

/** As the find of a screen takes them: it knows no quotes. */
const plainWords = (search: string) => search.replaceAll('"', "").trim();

function withoutSearch({ monitors, here }: Known, acts: Acts): Group[] {
  const others = monitors.filter(({ id }) => id !== here?.id);
  const run = VERBS.filter(({ name }) => name === "run");
  return [
    ...(here ? [{ heading: here.name, entries: actionsOn(here, acts) }] : []),
    { heading: "Monitors", entries: others.slice(0, MOST_RECENT).map((monitor) => leadingTo(monitor, acts)) },
    {
      heading: "Run now",
      entries: others.flatMap((monitor) => actionsOn(monitor, acts, run)).slice(0, MOST_RUNS),
    },
    { heading: "Go to", entries: places(acts) },
    { heading: "Do", entries: commands(acts) },
  ];
}

/** The best first; of equals what leads to a monitor, then what is always there, then what is done to a monitor. */
function bestOf({ search, monitors, isStale, objects }: Known, acts: Acts): RankedEntry[] {
  const found = (entries: Entry[]) => entries.map((entry) => ({ entry, ...matchOf(entry, search) }));
  const leading = found(monitors.map((monitor) => leadingTo(monitor, acts)))
    // Of the answer to what was looked for before, only what fits is still worth showing.
    .filter(({ rank }) => !isStale || rank < RANK.elsewhere)
    .sort(byRank);
  const always = found([...places(acts), ...commands(acts)]);
  const verb = verbIn(search);
  const best = leading[0]?.entry.monitor;
  const actions = found([
    ...(verb ? objects.flatMap((monitor) => actionsOn(monitor, acts, verb.verbs)) : []),
    ...(best ? actionsOn(best, acts) : []),
  ]);
  const fitting = [...always, ...actions].filter(({ rank }) => rank < RANK.elsewhere);
  const byValue = new Map([...leading, ...fitting].sort(byRank).map((one) => [one.entry.value, one]));
  return [...byValue.values()]
    .slice(0, MOST_FOUND)
    .map(({ entry, address }) => ({ ...entry, ...(address && { address }) }));
}

const byRank = (one: Match, other: Match) => one.rank - other.rank;
