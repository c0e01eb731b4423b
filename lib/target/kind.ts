/** A target as it is stored and answered: what every kind has, and fields that only its kind knows. */
export type AnyTarget = { id: string; type: string; [field: string]: unknown };

/**
 * What is known of a kind of target without its schema and without a database, so that a browser can price and name a
 * target while somebody writes it. The kind's schema is in schema.ts beside it, how a check carries it out in run.ts.
 */
export type TargetKind = {
  type: string;
  /** In a list of several kinds: "pages", "crawl". */
  name: string;
  /** What a target watches, in words: "3 pages", "a site". */
  words(target: AnyTarget): string;
  /** The addresses it names, in the order given. */
  addresses(target: AnyTarget): string[];
  /** The questions it asks, where it asks any. */
  questions(target: AnyTarget): string[];
  /** How many pages a check of it visits; null where that turns out on the way. */
  knownPages(target: AnyTarget): number | null;
  /** The most credits a check of it costs (contract: Credits). */
  estimate(target: AnyTarget, judged: boolean): number;
  /** Whether what it finds is only worth telling when it was judged against a goal. */
  needsGoal: boolean;
  /** Whether its result names the first of its pages (contract: expectedJobs of targetResults). */
  namesPages: boolean;
};

/** The texts in a field of a target, whatever it really holds. */
export const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === "string") : [];

export const inWords = (amount: number, one: string, many = `${one}s`): string =>
  `${amount.toLocaleString("en")} ${amount === 1 ? one : many}`;
