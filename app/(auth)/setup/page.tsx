import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { isFromHere } from "#app/_server/client-ip.ts";
import { SetUpForm } from "#components/team/set-up-form.tsx";
import { needsSetUp } from "#lib/team/index.ts";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage() {
  if (!(await needsSetUp())) redirect("/sign-in");
  return (
    <>
      <h1 className="mt-6 font-semibold text-xl">Set up Tidemark</h1>
      <p className="mt-1 mb-5 text-muted">
        Tidemark watches web pages and shows what changed. Yours has no account yet: this one will own it.
      </p>
      <SetUpForm asksForCode={!isFromHere({ headers: await headers() })} />
    </>
  );
}
