import type { Welcome } from "./prepare.ts";
import type { Settings } from "./settings.ts";

/** A shell command that makes a monitor of the demo page and runs it at once. */
export function firstMonitor(address: string, apiKey: string): string {
  const monitor = {
    name: "My first monitor",
    schedule: { text: "hourly" },
    targets: [{ type: "scrape", urls: [`${address}/demo`] }],
  };
  const key = `-H "Authorization: Bearer ${apiKey}"`;
  const create = `curl -s ${address}/api/v2/monitor ${key} -H "Content-Type: application/json" -d '${JSON.stringify(monitor)}'`;
  const id = `$(${create} | grep -o '"id":"[^"]*' | head -1 | cut -d'"' -f4)`;
  return `curl -s -X POST ${key} "${address}/api/v2/monitor/${id}/run"`;
}

/** What a person who has just started the product needs to know. A key that was given is not theirs to read here. */
export function banner(address: string, settings: Settings, { key, setUpCode }: Welcome): string {
  const email = settings.TIDEMARK_ADMIN_EMAIL;
  const lines = [
    "",
    `  Tidemark is running at ${address}`,
    email
      ? `  Sign in as ${email} with your TIDEMARK_ADMIN_PASSWORD.`
      : "  Sign in there; the first visit asks for the owner's email address and password.",
  ];
  if (setUpCode) lines.push(`  From another machine, it also asks for this code: ${setUpCode}`);
  if (key) {
    const isGiven = key === "given";
    lines.push(
      `  API key: ${isGiven ? "the one you gave as TIDEMARK_API_KEY" : key.made}`,
      "  Make a monitor and run it:",
      "",
      firstMonitor(address, isGiven ? "$TIDEMARK_API_KEY" : key.made),
    );
  }
  return `${lines.join("\n")}\n`;
}
