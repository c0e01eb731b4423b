"use client";

import type { Draft } from "#components/monitor/form/draft.ts";
import { cronOfWords, phraseOf } from "#components/monitor/form/phrases.ts";
import { useScheduleWords } from "#components/monitor/schedule-words.ts";
import { Choice } from "#components/ui/choice.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Field, inputClass } from "#components/ui/field.tsx";
import { parseCron, parseScheduleText } from "#lib/monitor/schedule/index.ts";

const PRESETS = [
  { label: "5 min", text: "every 5 minutes" },
  { label: "15 min", text: "every 15 minutes" },
  { label: "30 min", text: "every 30 minutes" },
  { label: "Hourly", text: "hourly" },
  { label: "Daily", text: "daily" },
  { label: "Weekly", text: "weekly" },
  { label: "Working hours", text: "every hour during working hours" },
];

type Schedule = Pick<Draft, "scheduleAs" | "text" | "cron">;

const READABLE = {
  text: (value: string) => cronOfWords(value) !== null,
  cron: (value: string) => parseCron(value.trim()).ok,
};

/** The cron a draft means; null while it means none. */
export function cronOf({ scheduleAs, text, cron }: Schedule): string | null {
  if (scheduleAs === "text") return cronOfWords(text);
  const parsed = parseCron(cron.trim());
  return parsed.ok ? parsed.cron : null;
}

/** The same schedule said the other way, where it can be. */
function saidAs(scheduleAs: Draft["scheduleAs"], draft: Schedule): Schedule {
  const cron = cronOf(draft);
  if (cron === null || scheduleAs === draft.scheduleAs) return { ...draft, scheduleAs };
  if (scheduleAs === "cron") return { ...draft, scheduleAs, cron };
  return { ...draft, scheduleAs, text: phraseOf(cron) ?? "" };
}

/** How often: by a preset, in words, or as cron. */
export function ScheduleField({
  draft,
  error,
  onChange,
}: {
  draft: Draft;
  error: string | undefined;
  onChange: (schedule: Schedule) => void;
}) {
  const { scheduleAs, text, cron } = draft;
  const meant = cronOf(draft);
  const type = (value: string) => {
    // Whoever writes cron where words are expected, or words where cron is, has chosen already.
    const other = scheduleAs === "text" ? "cron" : "text";
    const way = !READABLE[scheduleAs](value) && READABLE[other](value) ? other : scheduleAs;
    onChange({ text, cron, scheduleAs: way, [way]: value });
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label="Schedule" error={error} hint={<Meaning draft={draft} meant={meant} />}>
        {(wiring) => (
          <div className="flex gap-2">
            <input
              {...wiring}
              value={scheduleAs === "cron" ? cron : text}
              onChange={(event) => type(event.target.value)}
              spellCheck={false}
              autoCapitalize="off"
              autoComplete="off"
              placeholder={scheduleAs === "cron" ? "0 9 * * 1-5" : "every 30 minutes"}
              className={cn(inputClass, "min-w-0 flex-1", scheduleAs === "cron" && "font-mono")}
            />
            <Choice
              legend="Write it as"
              value={scheduleAs}
              options={WAYS}
              onChange={(way) => onChange(saidAs(way, draft))}
              className="[&_button]:h-auto"
            />
          </div>
        )}
      </Field>
      <fieldset className="flex flex-wrap gap-1.5 pointer-coarse:gap-1">
        <legend className="sr-only">Usual intervals</legend>
        {PRESETS.map((preset) => (
          <button
            key={preset.text}
            type="button"
            title={preset.text}
            aria-pressed={meant !== null && meant === cronOfWords(preset.text)}
            onClick={() => onChange({ scheduleAs: "text", text: preset.text, cron })}
            className="h-7 rounded-md border px-2 text-muted text-sm hover:border-border-strong hover:text-foreground aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-foreground pointer-coarse:h-11 pointer-coarse:flex-1 pointer-coarse:px-1"
          >
            {preset.label}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

const WAYS: { value: Draft["scheduleAs"]; label: string }[] = [
  { value: "text", label: "Words" },
  { value: "cron", label: "Cron" },
];

function Meaning({ draft, meant }: { draft: Draft; meant: string | null }) {
  if (meant !== null) return <Read draft={draft} cron={meant} />;
  return draft.scheduleAs === "cron"
    ? "Five fields: minute, hour, day of month, month, day of week."
    : "Such as “every 15 minutes”, “every weekday at 9am”, “every monday at 9” or “every 30 minutes during working hours”.";
}

/** What was understood, said in another way than it was written. */
function Read({ draft: { scheduleAs, text }, cron }: { draft: Draft; cron: string }) {
  const words = useScheduleWords(cron);
  if (scheduleAs === "cron") return <>Reads as {words}.</>;
  return (
    <>
      {/* The short forms mean what they say; of a whole sentence one wants to know how it was understood. */}
      {parseScheduleText(text) === null && `Reads as ${words}. `}As cron:{" "}
      <span className="font-mono">{cron}</span>
    </>
  );
}
