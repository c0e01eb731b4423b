import type { Metadata } from "next";
import Link from "next/link";
import { orSentence } from "#app/_server/or-sentence.ts";
import { ResetForm } from "#components/team/members/reset-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { readPasswordReset } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer", robots: "noindex" };

type Props = { params: Promise<{ token: string }> };

export default async function ResetPage({ params }: Props) {
  const { token } = await params;
  const reset = await orSentence(readPasswordReset(token));
  return typeof reset === "string" ? (
    <>
      <h1 className="mt-6 font-semibold text-xl">This link cannot be used</h1>
      <p className="mt-1 mb-5 text-muted">{reset}</p>
      <Button asChild className="self-start">
        <Link href="/sign-in">Sign in</Link>
      </Button>
    </>
  ) : (
    <>
      <h1 className="mt-6 font-semibold text-xl">Choose a new password</h1>
      <p className="mt-1 mb-5 text-muted [overflow-wrap:anywhere]">
        For {reset.email}. Every session of yours ends, and you sign in with the new one.
      </p>
      <ResetForm token={token} email={reset.email} />
    </>
  );
}
