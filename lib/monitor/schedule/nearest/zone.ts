import { isKnownTimezone } from "../timezone.ts";

const REGIONS = ["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian", "Etc"];

/** The time zone that was probably meant by a city alone, by blanks for underscores or by an offset; null for none. */
export function nearestZone(text: string): string | null {
  const offset = /^(?:UTC|GMT)?\s*([+-])0?(\d{1,2})(?::?00)?$/i.exec(text.trim());
  // By POSIX, the zones of the ocean count the other way round.
  if (offset) return known(`Etc/GMT${offset[1] === "+" ? "-" : "+"}${offset[2]}`);
  const spelled = text
    .trim()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/\s*\/\s*/g, "/")
    .replace(/\s+/g, "_");
  const city = spelled.split("/").at(-1) ?? "";
  const named = [spelled, ...REGIONS.map((region) => `${region}/${city}`)];
  return named.map(known).find((zone) => zone !== null) ?? null;
}

/** As the database writes it. */
function known(zone: string): string | null {
  if (!isKnownTimezone(zone)) return null;
  return zone.replace(/(?<![a-z])[a-z]/gi, (letter) => letter.toUpperCase());
}
