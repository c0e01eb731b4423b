import type { Metadata } from "next";
import { requireMember } from "#app/_server/page-caller.ts";
import { ChangeView } from "#components/inbox/change-view.tsx";

export const metadata: Metadata = { title: "Change" };

export default async function ChangePage() {
  await requireMember();
  return <ChangeView />;
}
