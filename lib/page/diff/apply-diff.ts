import { joinLines, splitLines } from "./lines.ts";
import { PatchReader, refuse } from "./patch-reader.ts";

/**
 * The text that `diffText(previous, …).text` describes. Throws when the diff is malformed or was not made
 * from `previous`.
 */
export function applyDiff(previous: string, text: string): string {
  if (text === "") return previous;
  const patch = new PatchReader(text);
  const source = splitLines(previous);
  const result: string[] = [];
  let at = 0;
  for (let header = patch.nextHeader(); header; header = patch.nextHeader()) {
    while (at < header.previousFrom) result.push(source[at++] ?? refuse("it reaches beyond the text"));
    for (const signed of patch.linesOf(header)) {
      const [sign, line] = [signed[0], signed.slice(1)];
      if (sign !== "+" && source[at++] !== line) refuse(`line ${at} is not the one it was made from`);
      if (sign !== "-") result.push(line);
    }
  }
  for (; at < source.length; at++) result.push(source[at] ?? "");
  return joinLines(result);
}
