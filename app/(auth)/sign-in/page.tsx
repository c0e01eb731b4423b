import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pageCaller } from "#app/_server/page-caller.ts";
import { SignInForm } from "#components/team/sign-in-form.tsx";
import { needsSetUp } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage() {
  if (await pageCaller()) redirect("/monitors");
  if (await needsSetUp()) redirect("/setup");
  return (
    <>
      <h1 className="mt-6 mb-5 font-semibold text-xl">Sign in to Tidemark</h1>
      <SignInForm />
    </>
  );
}
