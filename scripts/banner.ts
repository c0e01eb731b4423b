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

/** What a person who has just started the product needs to know. `apiKey` is a ready key, when there is one to show. */
export function banner(address: string, settings: Settings, apiKey: string | null): string {
  const email = settings.TIDEMARK_ADMIN_EMAIL;
  const lines = [
    "",
    `  Tidemark is running at ${address}`,
    email
      ? `  Sign in as ${email} with your TIDEMARK_ADMIN_PASSWORD.`
      : "  Sign in there; the first visit asks for the owner's email address and password.",
  ];
  if (apiKey) {
    lines.push(`  API key: ${apiKey}`, "  Make a monitor and run it:", "", firstMonitor(address, apiKey));
  }
  return `${lines.join("\n")}\n`;
}
