import { promises as dns, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction, type Socket } from "node:net";
import { Agent, buildConnector } from "undici";
import { isPublicAddress } from "./address.ts";
import { FetchError } from "./fetch-error.ts";
import { TidiedSocket } from "./untidy/tidied-socket.ts";

/** Finds every address of a host name; fails as `dns.lookup` does (ENOTFOUND, EAI_AGAIN). */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>;

type Wanted = {
  /** Refuse addresses that are not public. */
  guarded: boolean;
  skipTlsVerification: boolean;
  /** Use a connection that served before. It may turn out stale, which only a repeatable request survives. */
  reuse: boolean;
  /** Read answers whose headers no strict parser takes; never together with `reuse`. */
  untidy: boolean;
};

const longestHead = 64 * 1024;

const systemLookup: Lookup = (hostname) => dns.lookup(hostname, { all: true, order: "verbatim" });

/**
 * The open connections, kept alive and shared by all fetches. Connections made under different rules (guarded or
 * not, certificate verified or not) never meet in one pool, so that reuse cannot lend a request another's rights.
 */
export class Connections {
  #agents = new Map<string, Agent>();
  #lookup: Lookup;

  constructor(lookup: Lookup = systemLookup) {
    this.#lookup = lookup;
  }

  agentFor(wanted: Wanted): Agent {
    const key = `${wanted.guarded} ${wanted.skipTlsVerification} ${wanted.reuse} ${wanted.untidy}`;
    let agent = this.#agents.get(key);
    if (!agent) {
      agent = openAgent(wanted, this.#lookup);
      this.#agents.set(key, agent);
    }
    return agent;
  }

  /** Breaks every connection; requests under way fail. */
  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }
}

function openAgent(wanted: Wanted, lookup: Lookup): Agent {
  const connectTo = buildConnector({
    allowH2: false,
    timeout: 10_000,
    rejectUnauthorized: !wanted.skipTlsVerification,
    autoSelectFamily: true,
    // Node's 250 ms fails hosts which are merely far away.
    autoSelectFamilyAttemptTimeout: 1_000,
    lookup: lookUpBy(lookup, wanted.guarded),
  });
  const connect: buildConnector.connector = (options, callback) => {
    // A literal address is connected to without a look-up, so this is the only place that sees it.
    const literal = options.hostname.replace(/^\[|\]$/g, "");
    if (wanted.guarded && isIP(literal) && !isPublicAddress(literal)) callback(refusedAddress(literal), null);
    else connectTo(options, wanted.untidy ? tidied(callback) : callback);
  };
  return new Agent({
    connect,
    allowH2: false,
    // To undici, 0 means that no connection is kept.
    pipelining: wanted.reuse ? 1 : 0,
    maxHeaderSize: longestHead,
    // The exchange holds one clock over the whole of it.
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 15_000,
  });
}

/** To undici, a stream that reads and writes is a socket like any other. */
function tidied(callback: buildConnector.Callback): buildConnector.Callback {
  return (...[error, socket]) => {
    if (error) callback(error, null);
    else callback(null, new TidiedSocket(socket, longestHead) as unknown as Socket);
  };
}

/** The socket connects to exactly what this answers, so a name cannot change its address after being checked. */
function lookUpBy(lookup: Lookup, guarded: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname).then(
      (found) => {
        const allowed = guarded ? found.filter(({ address }) => isPublicAddress(address)) : found;
        const [first] = allowed;
        if (!first) callback(found.length ? refusedName(hostname) : noAddress(hostname), []);
        else if (options.all) callback(null, allowed);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, []),
    );
  };
}

const howToAllow = "Set TIDEMARK_ALLOW_PRIVATE_NETWORK=true to allow it.";

function refusedAddress(address: string): FetchError {
  const message = `The address ${address} is in a private network, which this server does not fetch. ${howToAllow}`;
  return new FetchError("refused-address", message);
}

/** Does not say which address: the name may be a stranger's, and the answer a map of the network inside. */
function refusedName(hostname: string): FetchError {
  const message = `The host name ${hostname} leads into a private network, which this server does not fetch. ${howToAllow}`;
  return new FetchError("refused-address", message);
}

const noAddress = (hostname: string) =>
  Object.assign(new Error(`no address of ${hostname}`), { code: "ENOTFOUND" });
