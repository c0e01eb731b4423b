/** What stands in place of a secret. Two of them around an arrow say that it was replaced by another. */
export const MASK = "••••••";

/**
 * Names of things that open something: as headers, fields and parameters of addresses spell them. A name is looked at
 * without its case and its hyphens.
 */
const SECRET_NAME =
  /passw|pwd|secret|token|authorization|bearer|cookie|credential|signature|apikey|accesskey|privatekey|keymaterial|^(auth|key|sig|session|sessionid|otp|pin|hash|passphrase)$|^x.*(key|auth)$/;

const isSecretName = (name: string) => SECRET_NAME.test(name.toLowerCase().replace(/[-_\s.]/g, ""));

/** Whatever stands below one of these is a secret, or may be one: headers have names of their own making. */
const SECRET_BRANCHES = new Set(["headers", "cookies"]);
/** Text that a browser is told to type into a page, and a script that may have anything in it. */
const TYPED = new Set(["text", "script"]);

/** Whether the value at a path of field names may be a secret by its names alone. */
export function isSecretPath(path: readonly string[]): boolean {
  const last = path.at(-1) ?? "";
  if (path.slice(0, -1).some((name) => SECRET_BRANCHES.has(name.toLowerCase()))) return true;
  if (path.some((name) => isSecretName(name))) return true;
  return path.includes("actions") && TYPED.has(last);
}

const ADDRESS = /\bhttps?:\/\/[^\s"'<>]+/gi;
const INLINE: [pattern: RegExp, to: string][] = [
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${MASK}`],
  // A key of Tidemark's own, and those of others that name themselves.
  [/\b(?:fc|sk|pk|rk|ghp|gho|xox[abps]|glpat)[-_][\w-]{10,}/g, MASK],
];

/** A text without what opens something: passwords and signatures in addresses, keys that name themselves. */
export function withoutSecrets(text: string): string {
  const addressed = text.replace(ADDRESS, (address) => maskedAddress(address));
  return INLINE.reduce((masked, [pattern, to]) => masked.replace(pattern, to), addressed);
}

function maskedAddress(address: string): string {
  return address
    .replace(/^(https?:\/\/)([^/?#@]*)@/i, (_, scheme: string, user: string) => {
      const name = user.split(":")[0];
      return user.includes(":") ? `${scheme}${name}:${MASK}@` : `${scheme}${MASK}@`;
    })
    .replace(/([?&#;])([^=&#;]+)=([^&#;]*)/g, (whole, mark: string, name: string) =>
      isSecretName(plain(name)) ? `${mark}${name}=${MASK}` : whole,
    );
}

/**
 * The address of a webhook is itself a secret where its path has a random part, as Slack's and Discord's have: whoever
 * knows it may post there. Its host, and what of the path reads as words, stays.
 */
export function withoutRandomParts(address: string): string {
  const masked = withoutSecrets(address);
  const [, origin = "", path = "", rest = ""] = /^(https?:\/\/[^/?#]*)([^?#]*)(.*)$/i.exec(masked) ?? [];
  if (origin === "") return masked;
  const parts = path.split("/").map((part) => (isRandom(part) ? MASK : part));
  return `${origin}${parts.join("/")}${rest}`;
}

/** Long, and with digits among letters; or of capitals and digits, as the ids of Slack are. */
function isRandom(part: string): boolean {
  const mixed = /[0-9]/.test(part) && /[a-z]/i.test(part);
  return (part.length >= 8 && mixed) || part.length >= 32;
}

function plain(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
