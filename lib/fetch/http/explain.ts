import { errors } from "undici";
import { abortedError, FetchError, type FetchErrorKind } from "./fetch-error.ts";

type Words = [kind: FetchErrorKind, sentences: (host: string) => string];

const trust = "Turn on skipTlsVerification for this page if you trust the server.";
const untrusted: Words = [
  "tls",
  (host) => `The certificate of ${host} comes from an issuer that is not known. Check the address. ${trust}`,
];
const selfSigned: Words = [
  "tls",
  (host) => `The certificate of ${host} is self-signed, so nobody vouches for it. ${trust}`,
];
const unreachable: Words = [
  "connect",
  (host) => `No way to ${host} was found on the network. Try again later, or check this server's connection.`,
];
const slow: Words = [
  "timeout",
  (host) => `No connection to ${host} could be made in time. Check the address, or try again later.`,
];
const dropped: Words = [
  "dropped",
  (host) => `${host} broke the connection before it had answered. Try again later.`,
];

const notHttp: Words = [
  "protocol",
  (host) => `The answer of ${host} is not valid HTTP. Check the address and its port.`,
];

const wordsByCode: Record<string, Words> = {
  ENOTFOUND: [
    "dns",
    (host) => `The host name ${host} could not be found. Check the spelling of the address.`,
  ],
  EAI_AGAIN: ["dns", (host) => `The name servers did not say where ${host} is. Try again later.`],
  ECONNREFUSED: [
    "connect",
    (host) => `${host} refused the connection. Check the address and its port, or try again later.`,
  ],
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  ECONNRESET: dropped,
  EPIPE: dropped,
  UND_ERR_SOCKET: dropped,
  NOT_HTTP: notHttp,
  AMBIGUOUS_FRAMING: [
    "protocol",
    (host) =>
      `The answer of ${host} gives its length in ways that contradict each other, so nobody can tell where it ends. The site needs a repair.`,
  ],
  UNASKED_UPGRADE: [
    "protocol",
    (host) =>
      `${host} answered 101 Switching Protocols: it wants to speak something else than HTTP, which nobody asked for. Check the address and its port.`,
  ],
  UND_ERR_HEADERS_OVERFLOW: [
    "too-large",
    (host) =>
      `The headers of the answer from ${host} are larger than 64 KB, the most that is read. The site needs a repair.`,
  ],
  CERT_HAS_EXPIRED: ["tls", (host) => `The certificate of ${host} has expired. ${trust}`],
  CERT_NOT_YET_VALID: [
    "tls",
    (host) => `The certificate of ${host} is not valid yet. Check this server's clock. ${trust}`,
  ],
  CERT_REVOKED: ["tls", (host) => `The certificate of ${host} was revoked. ${trust}`],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "tls",
    (host) => `The certificate of ${host} was issued for another name. Check the address. ${trust}`,
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: selfSigned,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
};

/**
 * Turns what a socket, TLS, DNS or undici threw into a FetchError.
 * @param at.host whom we talked to, `name` or `name:port`
 * @param at.statusCode the status line, if one had come
 */
export function explainFailure(error: unknown, at: { host: string; statusCode: number | null }): FetchError {
  if (error instanceof FetchError) return error;
  const code = codeOf(error);
  if (code === "UND_ERR_DESTROYED" || code === "UND_ERR_CLOSED") return abortedError(error);
  const [kind, sentences] = wordsByCode[code] ?? wordsByFamily(code);
  const cutOff = kind === "dropped" && at.statusCode !== null;
  const host = kind === "dns" ? at.host.replace(/:\d+$/, "") : at.host;
  const message = cutOff
    ? `${host} broke the connection in the middle of its answer. Try again later.`
    : sentences(host);
  return new FetchError(kind, message, { statusCode: at.statusCode, cause: error });
}

/** When every address of a host failed, Node throws all their errors together; the first one speaks for them. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (isTooStrict(error)) return "NOT_HTTP";
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Whether undici's strict parser refused an answer. It leaves the code of its errors out, or says them by the way. */
function isTooStrict(error: unknown): boolean {
  if (error instanceof errors.SocketError) return /^bad (?:response|upgrade)$/.test(error.message);
  return (
    error instanceof errors.HTTPParserError || error instanceof errors.ResponseContentLengthMismatchError
  );
}

function wordsByFamily(code: string): Words {
  if (code.startsWith("HPE_")) return notHttp;
  if (code === "EPROTO" || code.startsWith("ERR_SSL") || code.startsWith("ERR_TLS")) {
    return [
      "tls",
      (host) =>
        `No secure connection to ${host} could be agreed on. Check whether the address should begin with http://.`,
    ];
  }
  const detail = code && ` (${code})`;
  return ["connect", (host) => `The exchange with ${host} failed${detail}. Try again later.`];
}
