import { decodeHTMLAttribute } from "entities";
import { unscrambledMail } from "./scrambled-mail.ts";

// Most links are written as they resolve already: that is told by a look at each character, and spares the parsing.

const [DOT, SLASH, COLON, AMPERSAND, PERCENT, HASH] = [0x2e, 0x2f, 0x3a, 0x26, 0x25, 0x23];
/** What may stand in an address and stays there as it is. */
const PLAIN = new Uint8Array(128);
for (const character of "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~.?=#+,;!*@$%/:&")
  PLAIN[character.charCodeAt(0)] = 1;
/** Of a host with nothing to be written otherwise, as numbers may be. */
const HOST = /https?:\/\/(?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*(?=\/)/y;
const SCRAMBLED = "email-protection";

/** Whether the value that starts at `at`, quote included, surely is what the URL standard would make of it. */
export function isPlainAddress(html: string, at: number, end: number): boolean {
  const first = html.charCodeAt(at);
  const isQuoted = first === 0x22 || first === 0x27;
  const last = isQuoted ? end - 1 : end;
  let index = isQuoted ? at + 1 : at;
  // mdream goes up and down a site as browsers do.
  if (html.charCodeAt(index) === DOT) {
    while (html.startsWith("../", index)) index += "../".length;
    if (html.startsWith("./", index)) index += "./".length;
  } else if (html.charCodeAt(index) === SLASH) {
    if (html.charCodeAt(++index) === SLASH) return false;
  } else if (html.charCodeAt(index + 4) === COLON || html.charCodeAt(index + 5) === COLON) {
    HOST.lastIndex = index;
    if (!HOST.test(html)) return false;
    index = HOST.lastIndex + 1;
  } else if (!isLetter(html.charCodeAt(index))) return false;
  else {
    // A colon before the first slash makes it another scheme.
    for (let at = index; at < last && html.charCodeAt(at) !== SLASH; at++)
      if (html.charCodeAt(at) === COLON) return false;
  }
  return index <= last && isPlainPath(html, index, last);
}

const isLetter = (code: number) => (code | 32) >= 0x61 && (code | 32) <= 0x7a;

function isPlainPath(html: string, from: number, end: number): boolean {
  let before = SLASH;
  for (let at = from; at < end; at++) {
    const code = html.charCodeAt(at);
    if (code > 127 || PLAIN[code] === 0) return false;
    if (code === DOT && before === SLASH) return false;
    if (code === AMPERSAND && !html.startsWith("amp;", at + 1)) return false;
    if (code === PERCENT && html.startsWith("2e", at + 1)) return false;
    if (code === HASH && html.startsWith(SCRAMBLED, at - SCRAMBLED.length)) return false;
    before = code;
  }
  return true;
}

/**
 * Where a link leads, by the URL standard: decoded, resolved, written in one way. What is no address stays as it is,
 * in one line.
 * @param written the value of an attribute, entities and all, without its quotes
 */
export function linkTarget(written: string, base: string): string {
  const isPlace = written.charCodeAt(0) === HASH && isPlainPath(written, 1, written.length);
  if (isPlace && !written.includes("&")) return base + written;
  const decoded = written.includes("&") ? decodeHTMLAttribute(written) : written;
  const mail = unscrambledMail(decoded);
  const value = mail === null ? decoded : `mailto:${mail}`;
  return URL.parse(value, base)?.href ?? value.trim().replace(/\s+/g, " ");
}

/** `text` as the value of an attribute between double quotes. */
export function attributeValue(text: string): string {
  return /[&"]/.test(text) ? text.replaceAll("&", "&amp;").replaceAll('"', "&quot;") : text;
}
