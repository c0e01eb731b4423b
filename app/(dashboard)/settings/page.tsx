import { redirect } from "next/navigation";

/** The settings have no page of their own: each of their sections has one. */
export default function SettingsPage() {
  redirect("/settings/team");
}
