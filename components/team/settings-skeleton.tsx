import { SettingsSection } from "#components/team/settings-section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

/** Holds the places of a page of the settings while it is read. */
export function SettingsSkeleton({ titles }: { titles: string[] }) {
  return (
    <div role="status" aria-label="Reading the settings">
      {titles.map((title) => (
        <SettingsSection key={title} title={title} about={null}>
          <Skeleton className="h-32" />
        </SettingsSection>
      ))}
    </div>
  );
}
