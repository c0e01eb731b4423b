import type { Metadata } from "next";
import { firstStepsOf } from "#app/_server/first-steps.ts";
import { requireMember } from "#app/_server/page-caller.ts";
import { FirstSteps } from "#components/first-steps/first-steps.tsx";
import { Desk } from "#components/inbox/desk.tsx";

export const metadata: Metadata = { title: "Changes" };

export default async function ChangesPage() {
  const steps = await firstStepsOf(await requireMember());
  return (
    <>
      {steps && <FirstSteps steps={steps} />}
      <Desk />
    </>
  );
}
