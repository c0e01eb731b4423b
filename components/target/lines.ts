export type Line = { text: string; number: number };

/** What is written on lines, blank ones left out, each with its number from 1. */
export function linesOf(text: string): Line[] {
  return text
    .split("\n")
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== "");
}

/** "line 3", "lines 3, 7 and 9", "lines 3, 7, 9 and 4 more". */
export function lineNumbers(numbers: number[]): string {
  const most = 5;
  const shown = numbers.slice(0, most).map(String);
  const rest = numbers.length - shown.length;
  const list = new Intl.ListFormat("en-GB").format(rest > 0 ? [...shown, `${rest} more`] : shown);
  return `${numbers.length === 1 ? "line" : "lines"} ${list}`;
}
