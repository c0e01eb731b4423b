const SCRAMBLED_LINK = /\/cdn-cgi\/l\/email-protection#([\da-f]+)$/i;

/** The mail address, and what else follows `mailto:`, that an intermediary scrambled into a link; null for any other link. */
export function unscrambledMail(href: string): string | null {
  const hex = SCRAMBLED_LINK.exec(href.trim())?.[1];
  return hex === undefined ? null : unscrambled(hex);
}

/** Undoes what Cloudflare does to mail addresses: the first byte is the key, with which the others are XORed. */
export function unscrambled(hex: string): string | null {
  if (!/^(?:[\da-f]{2}){2,}$/i.test(hex)) return null;
  const [key = 0, ...bytes] = Buffer.from(hex, "hex");
  return Buffer.from(bytes.map((byte) => byte ^ key)).toString("utf8");
}
