import { JsonMembers } from "./json-members.ts";

const code = (character: string) => character.charCodeAt(0);
const [QUOTE, BACKSLASH, COMMA] = [code('"'), code("\\"), code(",")];
const [BRACKET, END_BRACKET, BRACE, END_BRACE] = [code("["), code("]"), code("{"), code("}")];
const LINE_FEED = 0x0a;

/** What may stand outside of strings, brackets aside: white space is dropped, all else is kept. */
const [DROPPED, KEPT] = [1, 2];
const OUTSIDE = new Uint8Array(256);
for (const character of " \t\r\n") OUTSIDE[code(character)] = DROPPED;
for (const character of "0123456789+-.eEtrufalsn:") OUTSIDE[code(character)] = KEPT;

/**
 * JSON too large to be read as values, in one pass over its bytes: one value a line, keys sorted, numbers as written,
 * without indentation. Null when it is plainly no JSON.
 */
export function largeJsonText(source: string, maxDepth: number): string | null {
  const bytes = Buffer.from(source);
  // At most one line break for each byte.
  const lines = Buffer.allocUnsafe(bytes.length * 2);
  const members = new JsonMembers(lines, maxDepth);
  const open: number[] = [];
  let isKeyNext = false;
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) {
      const end = endOfString(bytes, at);
      if (end < 0 || open.length === 0) return null;
      const start = length;
      length = copyString(bytes, at, end, lines, length);
      if (length < 0) return null;
      if (isKeyNext) members.add(start, length);
      isKeyNext = false;
      at = end;
      continue;
    }
    at++;
    if (OUTSIDE[byte] === DROPPED) continue;
    if (open.length === 0 && length > 0) return null;
    if (byte === END_BRACKET || byte === END_BRACE) {
      if (open.pop() !== byte) return null;
      if (byte === END_BRACE) members.end(length);
      isKeyNext = false;
      if (lines[length - 1] !== LINE_FEED) lines[length++] = LINE_FEED;
      lines[length++] = byte;
    } else if (isKeyNext) return null;
    else if (byte === BRACKET || byte === BRACE) {
      if (open.length >= maxDepth) return null;
      open.push(byte === BRACKET ? END_BRACKET : END_BRACE);
      if (byte === BRACE) members.begin();
      isKeyNext = byte === BRACE;
      lines[length++] = byte;
      lines[length++] = LINE_FEED;
    } else if (byte === COMMA) {
      isKeyNext = open.at(-1) === END_BRACE;
      lines[length++] = byte;
      lines[length++] = LINE_FEED;
    } else if (OUTSIDE[byte] === KEPT) lines[length++] = byte;
    else return null;
  }
  return open.length === 0 ? lines.toString("utf8", 0, length) : null;
}

/** After the string that starts at `start`; -1 when it does not end, or holds a control character. */
function endOfString(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) return at + 1;
    if (byte === BACKSLASH) at++;
    else if (byte < 0x20) return -1;
  }
  return -1;
}

/** Writes a string, however it is escaped, in one way; answers where it ends, -1 when it is none. */
function copyString(bytes: Buffer, start: number, end: number, lines: Buffer, to: number): number {
  let isEscaped = false;
  let length = to;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === BACKSLASH) isEscaped = true;
    lines[length++] = byte;
  }
  if (!isEscaped) return length;
  try {
    // Never longer than it was written: what has to be escaped was.
    const text = JSON.stringify(JSON.parse(bytes.toString("utf8", start, end)));
    return to + lines.write(text, to, "utf8");
  } catch {
    return -1;
  }
}
