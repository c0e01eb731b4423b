import type { SignInRefusal } from "#lib/team/model.ts";

/** Why somebody is on the sign-in page again, and what to do; `by` is the provider they came by. */
export function refusalInWords(why: SignInRefusal, by: string): string {
  return WORDS[why](by);
}

const WORDS: Record<SignInRefusal, (by: string) => string> = {
  denied: (by) => `Signing in with ${by} was cancelled there. Try again, or sign in with your password.`,
  unverified: (by) =>
    `${by} has not verified your email address. Verify it there and come again; Tidemark lets in verified addresses only.`,
  "not-invited": (by) =>
    `Nobody has invited the address that ${by} has for you. Ask an owner or admin of your team for an invitation to it.`,
  "no-longer-member": () =>
    "Your account is in no team any more. Ask an owner or admin of your team for a new invitation.",
  "other-way": (by) =>
    `Your address belongs to an account that signs in another way than by this account at ${by}. Sign in as you did before.`,
  "no-team": () =>
    "People of your domain may come in, but the team they are to join is not there. Tell whoever runs this Tidemark.",
  "not-set-up": () => "This Tidemark has no account yet. Set it up first, then come in this way.",
  "password-once": (by) =>
    `Your address has an account with a password. Enter the password once, and from then on ${by} signs you in to it.`,
  "provider-down": (by) =>
    `${by} does not answer at the moment. Try again later, or sign in with your password.`,
  "provider-failed": (by) =>
    `Signing in with ${by} did not work; the server's log says why. Try again, or sign in with your password.`,
  "too-late": (by) => `Signing in with ${by} took too long, or was begun in another browser. Try again.`,
  "wrong-password": () => "The email or the password is wrong. Check both and try again.",
  "too-many": () => "Too many failed sign-ins. Try again in a quarter of an hour.",
};
