import { inWords, type TargetKind, textsIn } from "#lib/target/kind.ts";

/** Credits for so many raw results, over all queries together. */
const RESULTS = 10;
const CREDITS = 2;

/** What a search engine finds for some questions. */
export const searchKind: TargetKind = {
  type: "search",
  name: "search",
  words: ({ queries }) => inWords(textsIn(queries).length, "query", "queries"),
  addresses: () => [],
  questions: ({ queries }) => textsIn(queries),
  knownPages: () => null,
  estimate: ({ queries, maxResults }, judged) => {
    const most = Number(maxResults);
    const results = textsIn(queries).length * most;
    return CREDITS * Math.ceil(results / RESULTS) + (judged ? most : 0);
  },
  needsGoal: true,
  namesPages: false,
};
