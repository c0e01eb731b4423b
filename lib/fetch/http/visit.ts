import { VisitCookies } from "./cookies.ts";
import type { Answer } from "./exchange.ts";
import { checkHeaders, headerOf, withHeader } from "./headers.ts";
import {
  addressOf,
  circleError,
  firstHop,
  type Hop,
  ledHop,
  redirectedHop,
  tooManyError,
} from "./redirects.ts";
import type { FetchRequest } from "./request.ts";

const mostRedirects = 10;

/** One fetch on its way: the request that is due now, where it has been, and the cookies it was given there. */
export class Visit {
  readonly request: FetchRequest;
  /** What the exchanges took, without waiting for a place at a host. */
  readonly clock: { spentMs: number };
  #hop: Hop;
  readonly #trail: string[];
  /** Every request so far, cookies included: a page that sets one and leads back to itself is no circle. */
  readonly #asked = new Set<string>();
  readonly #cookies = new VisitCookies();

  /** @throws FetchError "bad-request" for an address or a header that cannot be sent */
  constructor(request: FetchRequest) {
    const { url, method = "GET", headers = {}, body } = request;
    checkHeaders(headers);
    this.request = request;
    this.clock = request.clock ?? { spentMs: 0 };
    this.#hop = firstHop({ url, method, headers, body });
    this.#trail = [addressOf(this.#hop.url)];
    this.#asked.add(this.#question());
  }

  /** The request that is due, with the cookies for it. */
  get hop(): Hop {
    const { headers, ...hop } = this.#hop;
    const cookie = this.#cookieOf(this.#hop);
    return { ...hop, headers: cookie === undefined ? headers : withHeader(headers, "Cookie", cookie) };
  }

  get isRedirected(): boolean {
    return this.#trail.length > 1;
  }

  /** Goes on to where a redirect leads. @throws FetchError "redirects" */
  follow({ statusCode, headers, cookies }: Answer): void {
    this.#cookies.take(cookies, this.#hop.url);
    this.#goOn(redirectedHop(this.#hop, { statusCode, location: headers.location }), statusCode);
  }

  /**
   * Goes on to where a page leads that a browser leaves by itself. Answers false for a page that only loads itself again:
   * once it has had its cookies, it is the page.
   * @throws FetchError "redirects"
   */
  leave(url: URL, { statusCode, cookies }: Answer): boolean {
    this.#cookies.take(cookies, this.#hop.url);
    const next = ledHop(this.#hop, url);
    const [address, here] = [addressOf(next.url), addressOf(this.#hop.url)];
    const isAgain = this.#trail.filter((before) => before === here).length > 1;
    if (address === here && (isAgain || this.#asked.has(this.#question(next)))) return false;
    this.#goOn(next, statusCode);
    return true;
  }

  #goOn(next: Hop, statusCode: number): void {
    const address = addressOf(next.url);
    const question = this.#question(next);
    if (this.#asked.has(question)) throw circleError(this.#trail, address, statusCode);
    if (this.#trail.length > mostRedirects) throw tooManyError(mostRedirects, statusCode);
    this.#asked.add(question);
    this.#trail.push(address);
    this.#hop = next;
  }

  #question(hop = this.#hop): string {
    return [hop.method, addressOf(hop.url), this.#cookieOf(hop) ?? ""].join("\n");
  }

  #cookieOf(hop: Hop): string | undefined {
    return this.#cookies.headerFor(hop.url, headerOf(hop.headers, "cookie"));
  }
}
