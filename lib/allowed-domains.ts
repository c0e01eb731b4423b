import { domainToASCII } from "node:url";

/** Whose addresses may come in without an invitation, and into which team; null for the first one. */
type AllowedDomain = { domain: string; team: string | null };

/**
 * Reads `example.com, example.org=Team name`: domains separated by commas, each with the team its people join.
 * @throws Error naming what is no domain
 */
export function parseAllowedDomains(text: string): AllowedDomain[] {
  const entries = text.split(",").map((entry) => entry.trim());
  return entries.filter((entry) => entry !== "").map(allowedDomainIn);
}

function allowedDomainIn(entry: string): AllowedDomain {
  const [name = "", ...rest] = entry.split("=");
  const domain = asDomain(name);
  if (!domain) throw new Error(`"${name.trim()}" is no domain like example.com`);
  const team = rest.join("=").trim();
  if (rest.length > 0 && team === "") throw new Error(`"${entry}" names no team after its "="`);
  return { domain, team: team || null };
}

/** In lower case and in ASCII, or null for what could stand behind the @ of no address. */
function asDomain(text: string): string | null {
  // What is made an ASCII name ends before the first of these, without a word.
  if (/[/?#\\@:]/.test(text)) return null;
  const domain = domainToASCII(text.trim());
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain) ? domain : null;
}

/** The entry whose domain an address is of, which is that very one: no part of another, and none below it. */
export function allowedDomainOf(email: string, allowed: AllowedDomain[]): AllowedDomain | undefined {
  const domain = asDomain(email.slice(email.lastIndexOf("@") + 1));
  return domain === null ? undefined : allowed.find((entry) => entry.domain === domain);
}
