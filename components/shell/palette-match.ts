/** What an entry of the palette can be found by. */
export type Findable = {
  /** What it is called; the first of them is shown, the others are what somebody may call it. */
  names: readonly string[];
  addresses?: readonly string[];
};

/** How well an entry fits what is looked for, the best first; what only the server knows a reason for comes last. */
export const RANK = { same: 0, begins: 1, beginsWords: 2, inName: 3, inAddress: 4, elsewhere: 5 } as const;
type Rank = (typeof RANK)[keyof typeof RANK];
export type Match = { rank: Rank; address?: string };

const normalised = (text: string) => text.trim().toLowerCase().replace(/\s+/g, " ");
const wordsOf = (text: string) => text.split(" ").filter(Boolean);
const hasAll = (text: string, words: string[]) => words.every((word) => text.includes(word));

/** How well an entry fits; `elsewhere` where nothing of it that is known here does. */
export function matchOf({ names, addresses = [] }: Findable, search: string): Match {
  const written = normalised(search);
  const words = wordsOf(written);
  const rank = Math.min(...names.map((name) => rankOfName(normalised(name), written, words))) as Rank;
  if (rank < RANK.elsewhere) return { rank };
  const address = addresses.find((one) => hasAll(one.toLowerCase(), words));
  if (address !== undefined) return { rank: RANK.inAddress, address };
  // One word may stand in the name and another one in an address.
  const everywhere = normalised([...names.slice(0, 1), ...addresses].join(" "));
  return { rank: hasAll(everywhere, words) ? RANK.inAddress : RANK.elsewhere };
}

function rankOfName(name: string, written: string, words: string[]): Rank {
  if (name === written) return RANK.same;
  if (name.startsWith(written)) return RANK.begins;
  const beginnings = name.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => beginnings.some((one) => one.startsWith(word)))) return RANK.beginsWords;
  return hasAll(name, words) ? RANK.inName : RANK.elsewhere;
}
