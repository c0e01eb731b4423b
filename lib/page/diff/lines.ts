/**
 * The lines of a text, cut at "\n" alone ("\r" stays part of its line). A final newline is an empty last
 * line and the empty text has no lines, so `joinLines(splitLines(text)) === text` for every text, and two
 * texts that differ in anything at all differ in their lines: no diff ever needs git's "\ No newline at
 * end of file".
 */
export function splitLines(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

export function joinLines(lines: string[]): string {
  return lines.join("\n");
}
