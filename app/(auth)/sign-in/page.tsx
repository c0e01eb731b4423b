import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { LINK_COOKIE, readPendingLink } from "#app/_server/auth-pending-link.ts";
import { offeredProviders } from "#app/_server/auth-providers.ts";
import { pageCaller } from "#app/_server/page-caller.ts";
import { SESSION_COOKIE } from "#app/_server/session-cookie.ts";
import { pageAfterSignIn } from "#components/shell/sign-in-address.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { ProviderButtons } from "#components/team/provider-buttons.tsx";
import { SignInForm } from "#components/team/sign-in-form.tsx";
import { refusalInWords } from "#components/team/sign-in-refusals.ts";
import { needsSetUp } from "#lib/team/index.ts";
import { SIGN_IN_REFUSALS, type SignInRefusal } from "#lib/team/model.ts";

export const metadata: Metadata = { title: "Sign in" };

type Query = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Query> };

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const destination = pageAfterSignIn(first(query.next));
  if (await pageCaller()) redirect(destination);
  if (await needsSetUp()) redirect("/setup");
  const kept = await cookies();
  const providers = offeredProviders();
  const why = refusalIn(query);
  const link = why === "password-once" ? await readPendingLink(kept.get(LINK_COOKIE)?.value) : null;
  const by = providers.find(({ id }) => id === first(query.by))?.name ?? "the provider";
  return (
    <>
      <h1 className="mt-6 mb-5 font-semibold text-xl">Sign in to Tidemark</h1>
      {why ? (
        <div className="mb-4">
          <FormRefusal>{refusalInWords(why, by)}</FormRefusal>
        </div>
      ) : (
        // Signing out takes the cookie with it: who still has one was signed out by somebody, or by time.
        kept.has(SESSION_COOKIE) && (
          <p role="status" className="mb-4 text-muted text-sm">
            Your session has ended. Sign in again to go on.
          </p>
        )
      )}
      <SignInForm destination={destination} knownEmail={link?.email} />
      {providers.length > 0 && <ProviderButtons providers={providers} destination={destination} />}
    </>
  );
}

const first = (value: string | string[] | undefined) => [value].flat()[0];

function refusalIn(query: Query): SignInRefusal | undefined {
  const told = first(query.refused);
  return SIGN_IN_REFUSALS.find((why) => why === told);
}
