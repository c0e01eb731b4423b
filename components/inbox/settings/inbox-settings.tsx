import Link from "next/link";
import { LabelsSettings, ReasonSetting } from "#components/inbox/labels/labels-settings.tsx";
import { RulesSettings } from "#components/inbox/rules/rules-settings.tsx";
import { SettingsSection } from "#components/team/settings-section.tsx";

/** How a team works through its inbox: what it calls things, what it asks for, and to whom they go. */
export function InboxSettingsView() {
  return (
    <div className="max-w-[1100px]">
      <div className="mb-5 flex flex-wrap items-baseline justify-between gap-x-4">
        <h1 className="font-semibold text-xl">Inbox</h1>
        <Link href="/changes/numbers" className="text-accent text-sm hover:underline">
          How we keep up, and export
        </Link>
      </div>
      <SettingsSection
        anchor="labels"
        title="Labels"
        about="What a change is called once somebody has looked at it. They stand in the list, in filters and in the export."
      >
        <LabelsSettings />
      </SettingsSection>
      <SettingsSection
        anchor="reason"
        title="Reasons"
        about="For teams that must be able to say later why something was let pass."
      >
        <ReasonSetting />
      </SettingsSection>
      <SettingsSection
        anchor="rules"
        title="Hand-out"
        about="Who gets new changes by themselves. A rule for a monitor comes before one for a host, and that before one for all."
      >
        <RulesSettings />
      </SettingsSection>
    </div>
  );
}
