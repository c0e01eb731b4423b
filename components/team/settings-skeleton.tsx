import { SettingsSection } from "#components/team/settings-section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

const SECTIONS = [
  { title: "API keys", height: "h-40" },
  { title: "Team", height: "h-20" },
  { title: "Password", height: "h-56" },
  { title: "Sessions", height: "h-28" },
];

/** Holds the places of the settings while they are read. */
export function SettingsSkeleton() {
  return (
    <div role="status" aria-label="Reading the settings" className="max-w-[1100px]">
      <h1 className="mb-5 font-semibold text-xl">Settings</h1>
      {SECTIONS.map(({ title, height }) => (
        <SettingsSection key={title} title={title} about={null}>
          <Skeleton className={height} />
        </SettingsSection>
      ))}
    </div>
  );
}
