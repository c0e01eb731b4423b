import type { BrowserContext } from "@playwright/test";

/** Hears everything a browser complains about: console errors, uncaught errors, breaches of the page's policy. */
export class Quiet {
  readonly #complaints: string[] = [];
  readonly #statuses = new Set<number>();
  readonly #provoked: RegExp[] = [];

  /** Refusals that a test provokes: Chromium reports their status on the console. */
  allow(...statuses: number[]): void {
    for (const status of statuses) this.#statuses.add(status);
  }

  /** Words of a failure that a test provokes. */
  provoke(words: RegExp): void {
    this.#provoked.push(words);
  }

  async listen(context: BrowserContext): Promise<void> {
    context.on("console", (message) => {
      if (message.type() === "error") this.#hear(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (thrown) => this.#hear(`uncaught: ${thrown.error().message}`));
    await context.addInitScript(() =>
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        console.error(`policy breached: ${violatedDirective} by ${blockedURI}`),
      ),
    );
  }

  /** What was complained about and not provoked. */
  complaints(): string[] {
    return this.#complaints.filter((text) => {
      const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1];
      const isProvoked = this.#provoked.some((words) => words.test(text));
      return !isProvoked && !(status && this.#statuses.has(Number(status)));
    });
  }

  #hear(complaint: string): void {
    this.#complaints.push(complaint);
  }
}
