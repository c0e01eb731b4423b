import type { KnownPerson } from "#lib/team/index.ts";

/** What is known of one request to next-auth, and what it comes to. */
export type Visit = {
  /** As it reached us: it says who asks, from where, and with which cookies. */
  request: Request;
  /** Who signs in, found out by a route of ours. Without it next-auth's own form is asked for email and password. */
  identify?: () => Promise<KnownPerson>;
  /** Of the answer, as the server's log names it. */
  requestId?: string;
  /** By what they signed in: a provider's name; else their password. */
  way?: string;
  /** Who has shown who they are: a session is opened for them. */
  person?: KnownPerson;
  /** An identity that this browser may link to an account by giving that one's password. */
  pendingLink?: PendingLink;
  /** The page of ours that they are to see afterwards. */
  wanted?: string;
  /** What an own verb threw: next-auth would tell no more of it than that something went wrong. */
  refusal?: unknown;
  /** What next-auth itself complained of. */
  trouble?: Error;
  isProviderDown?: boolean;
};

export type PendingLink = { provider: string; subject: string; email: string };
