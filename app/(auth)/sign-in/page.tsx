import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageCaller } from "#app/_server/page-caller.ts";
import { pageAfterSignIn } from "#components/shell/sign-in-address.ts";
import { SignInForm } from "#components/team/sign-in-form.tsx";
import { needsSetUp } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const destination = pageAfterSignIn([(await searchParams).next].flat()[0]);
  if (await pageCaller()) redirect(destination);
  if (await needsSetUp()) redirect("/setup");
  return (
    <>
      <h1 className="mt-6 mb-5 font-semibold text-xl">Sign in to Tidemark</h1>
      <SignInForm destination={destination} />
    </>
  );
}
