/**
 * Reads which addresses are exempt from the private rule.
 * @param entries `host:port`, or `host:port/path` to exempt that very path only: what lies below it could lead out
 *   of it again, depending on who reads the path (`/demo/..%2fadmin`).
 * @returns whether a URL is exempt
 */
export function exemptionsOf(entries: readonly string[]): (url: URL) => boolean {
  const exempt = entries.map((entry) => {
    const { host, port, pathname } = new URL(`http://${entry}`);
    return { hostAndPort: port ? host : `${host}:80`, path: pathname.replace(/\/$/, "") };
  });
  return (url) =>
    exempt.some(
      ({ hostAndPort, path }) => hostAndPort === hostAndPortOf(url) && (path === "" || url.pathname === path),
    );
}

/** `example.com:443`: whom a request goes to, the default port written out. */
export function hostAndPortOf(url: URL): string {
  return url.port ? url.host : `${url.host}:${url.protocol === "https:" ? 443 : 80}`;
}
