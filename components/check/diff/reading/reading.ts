/** A text with its changes as it is drawn now, in whatever view: what walking, finding and holding a place ask of it. */
export type Reading = {
  /** The page it is of, as the address names it. */
  pageId: string;
  /** What a person calls it. */
  name: string;
  /** The row each change begins with. */
  changes: number[];
  rows: number;
  /** From the top of the document; an estimate until the row has been drawn. */
  topOf: (row: number) => number;
  end: () => number;
  /** The row's number in the text as it is now, or, of one that went, as it was. */
  lineOf: (row: number) => Line | null;
  /** What the row says, as it is now and as it was; one text where both are the same, or only one is there. */
  textsOf: (row: number) => string[];
  /** Whether both texts of a row stand on screen in full, and not as one with the changes set in it. */
  isSideBySide: boolean;
  /** All rows, also those that stand in folds, as far as they are known. */
  searched: Searched;
  /** The row that shows a line, or, where it is folded, one beside its fold. */
  rowOf: (line: Line) => number;
  /** Opens the fold that a line stands in, if it does. */
  unfold: (line: Line) => void;
  element: (row: number) => HTMLElement | null;
  drawn: () => Iterable<HTMLElement>;
};

type Searched = {
  rows: number;
  lineOf: (row: number) => Line | null;
  textsOf: (row: number) => string[];
};

export type Line = { before: number | null; after: number | null };

/** A line as a number to order by and to speak of. */
export const numberOf = ({ before, after }: Line) => after ?? before ?? 0;

type Lines = Pick<Reading, "rows" | "lineOf">;

/** The row that shows a line, or the next one that does, in another drawing of the same text. */
export function rowOfLine(reading: Lines, line: Line): number {
  const side = line.after === null ? "before" : "after";
  const wanted = line[side] ?? 0;
  let last = 0;
  for (let row = 0; row < reading.rows; row++) {
    const number = reading.lineOf(row)?.[side];
    if (number === undefined || number === null) continue;
    if (number >= wanted) return number === wanted ? row : last;
    last = row;
  }
  return last;
}

/** The row at a height of the document. */
export function rowAt(reading: Reading, top: number): number {
  let [from, to] = [0, reading.rows - 1];
  while (from < to) {
    const middle = Math.ceil((from + to) / 2);
    if (reading.topOf(middle) <= top) from = middle;
    else to = middle - 1;
  }
  return from;
}

/** Finds rows by their lines, as often as one likes. */
export function rowsByLine(reading: Lines): (line: Line) => number {
  let known: Map<string, number> | undefined;
  const keyOf = ({ before, after }: Line) => `${before} ${after}`;
  const index = () => {
    const rows = new Map<string, number>();
    for (let row = 0; row < reading.rows; row++) {
      const line = reading.lineOf(row);
      if (line) rows.set(keyOf(line), row);
    }
    return rows;
  };
  return (line) => {
    known ??= index();
    return known.get(keyOf(line)) ?? rowOfLine(reading, line);
  };
}
