import type { Site } from "#testing/site.ts";

/** A site of many pages, below a path of a test's own, that can grow, shrink, break, redirect and trap. */
export class CrawlSite {
  readonly start: string;
  #site: Site;
  #path: string;
  #pages = new Map<number, string>();

  /** Each page links the `wide` pages that follow from it, as in a tree, so every one is a few links away. */
  constructor(site: Site, path: string, count: number, wide = 50) {
    this.#site = site;
    this.#path = path;
    this.start = site.url(`${path}/`);
    for (let number = 0; number < count; number++) this.#pages.set(number, `Page ${number} of ${path}`);
    this.#wide = wide;
    this.#write();
  }

  #wide: number;

  url(number: number): string {
    return number === 0 ? this.start : this.#site.url(`${this.#path}/${number}`);
  }

  path(number: number): string {
    return number === 0 ? `${this.#path}/` : `${this.#path}/${number}`;
  }

  /** Sets what a page says; a page that is new is linked from the start. */
  say(number: number, text: string): void {
    this.#pages.set(number, text);
    this.#write();
  }

  /** Takes a page away, and the links to it. */
  remove(number: number): void {
    this.#pages.delete(number);
    this.#site.page(this.path(number), { status: 404, body: "gone" });
    this.#write();
  }

  #write(): void {
    const numbers = [...this.#pages.keys()];
    for (const [position, number] of numbers.entries()) {
      const first = position * this.#wide + 1;
      const links = numbers
        .slice(first, first + this.#wide)
        .map((to) => `<li><a href="${this.path(to)}">${to}</a></li>`);
      // Beside main, so that another link is no other text.
      this.#site.page(
        this.path(number),
        `<nav><ul>${links.join("")}</ul></nav><main>${this.#pages.get(number)}</main>`,
      );
    }
  }
}
