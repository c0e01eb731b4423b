import type { Metadata } from "next";
import Link from "next/link";
import { orSentence } from "#app/_server/or-sentence.ts";
import { pageCaller } from "#app/_server/page-caller.ts";
import { AcceptForm } from "#components/team/members/accept-form.tsx";
import { JoinTeam } from "#components/team/members/join-team.tsx";
import { Button } from "#components/ui/button.tsx";
import { readInvitation } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer", robots: "noindex" };

type Props = { params: Promise<{ token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const [invitation, caller] = await Promise.all([orSentence(readInvitation(token)), pageCaller()]);
  if (typeof invitation === "string")
    return <NoInvitation sentence={invitation} isSignedIn={caller !== null} />;
  const { teamName, email, role, invitedBy, hasAccount } = invitation;
  const signedInAs = caller?.actor.kind === "user" ? caller.actor.email : null;
  return (
    <>
      <h1 className="mt-6 font-semibold text-xl [overflow-wrap:anywhere]">Join {teamName}</h1>
      <p className="mt-1 mb-5 text-muted [overflow-wrap:anywhere]">
        {invitedBy ?? "Somebody"} invites {email} to this team as {role}.
      </p>
      {signedInAs === null ? (
        <AcceptForm token={token} email={email} hasAccount={hasAccount} />
      ) : (
        <JoinTeam token={token} email={email} signedInAs={signedInAs} />
      )}
    </>
  );
}

function NoInvitation({ sentence, isSignedIn }: { sentence: string; isSignedIn: boolean }) {
  return (
    <>
      <h1 className="mt-6 font-semibold text-xl">This invitation cannot be used</h1>
      <p className="mt-1 mb-5 text-muted">{sentence}</p>
      <Button asChild className="self-start">
        <Link href="/sign-in">{isSignedIn ? "Go to Tidemark" : "Sign in"}</Link>
      </Button>
    </>
  );
}
