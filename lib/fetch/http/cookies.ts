import { CookieJar } from "tough-cookie";
import { isSendableHeader } from "./headers.ts";

/** What browsers keep of one site, and the longest they take (RFC 6265 §6.1); a hostile server sends more. */
const MOST_COOKIES = 180;
const LONGEST_COOKIE = 4096;

/**
 * The cookies of one visit: what its servers set on the way, given back by the rules of domain, path, Secure and
 * expiry, and forgotten with the visit.
 */
export class VisitCookies {
  #jar: CookieJar | undefined;
  #taken = 0;

  /** Takes the Set-Cookie lines of an answer from a URL. What no browser would keep is passed over. */
  take(lines: readonly string[], url: URL): void {
    for (const line of lines) {
      if (line.length > LONGEST_COOKIE || this.#taken >= MOST_COOKIES) continue;
      this.#taken += 1;
      // On this machine, too, Secure means https: a visit to it must go like any other.
      this.#jar ??= new CookieJar(undefined, { looseMode: true, allowSecureOnLocal: false });
      this.#jar.setCookieSync(line, url.href, { ignoreError: true });
    }
  }

  /**
   * The Cookie header for a URL; undefined for none.
   * @param ofUser the one that the user asks for: of a name that a server set anew, the server's value is sent
   */
  headerFor(url: URL, ofUser: string | undefined): string | undefined {
    if (!this.#jar) return ofUser;
    const kept = this.#jar.getCookiesSync(url.href);
    const sendable = kept.filter((cookie) => isSendableHeader("Cookie", cookie.cookieString()));
    if (sendable.length === 0) return ofUser;
    const names = new Set(sendable.map(({ key }) => key));
    const others = (ofUser ?? "").split(/;\s*/).filter((pair) => pair && !names.has(nameOf(pair)));
    return [...others, ...sendable.map((cookie) => cookie.cookieString())].join("; ");
  }
}

const nameOf = (pair: string) => pair.split("=", 1)[0]?.trim() ?? "";
