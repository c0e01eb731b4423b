/** Where anybody has a mailbox: what stands before the @ says more than the host does. */
const MAILBOXES =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|icloud|me|mac|aol|gmx|proton|protonmail|pm|fastmail|hey|posteo|mailbox|yandex|qq|163|126)\./;
/** Second labels that stand for no one: the name is before them, as in acme.co.uk. */
const GENERIC = new Set(["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"]);

/** What a team is likely called, from the address of who makes it: "ana@acme.co.uk" is of Acme. */
export function proposedTeam(email: string): string {
  const [local = "", host = ""] = email.trim().toLowerCase().split("@");
  const labels = host.split(".");
  if (local === "" || labels.length < 2 || labels.some((label) => label === "")) return "";
  if (MAILBOXES.test(host)) return inCapitals(local.split("+")[0] ?? "");
  const named = labels.slice(0, -1);
  if (named.length > 1 && GENERIC.has(named.at(-1) ?? "")) named.pop();
  return inCapitals(named.at(-1) ?? "");
}

const inCapitals = (text: string) =>
  text
    .split(/[-._]+/)
    .filter(Boolean)
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join(" ")
    .slice(0, 100);
