"use client";

import { Field, inputClass } from "#components/ui/field.tsx";
import type { ChannelTiming } from "#lib/channel/model.ts";

const WHENS: { value: ChannelTiming["when"]; label: string }[] = [
  { value: "at once", label: "At once" },
  { value: "hourly", label: "Every hour, together" },
  { value: "daily", label: "Every day, together" },
  { value: "weekly", label: "Every week, together" },
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const NIGHT = { from: "22:00", to: "07:00" };

/** When a channel is told, and when it is left in peace. */
export function TimingFields({
  timing,
  setTiming,
}: {
  timing: ChannelTiming;
  setTiming: (timing: ChannelTiming) => void;
}) {
  const { when, hour, weekday, timezone, quiet } = timing;
  const change = (more: Partial<ChannelTiming>) => setTiming({ ...timing, ...more });
  const hasHour = when === "daily" || when === "weekly";
  return (
    <fieldset className="grid gap-4 border-t pt-4">
      <legend className="sr-only">When</legend>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="When it is told">
          {(wiring) => (
            <select
              {...wiring}
              value={when}
              onChange={({ target }) => change({ when: target.value as ChannelTiming["when"] })}
              className={inputClass}
            >
              {WHENS.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
        {when === "weekly" && (
          <Field label="On">
            {(wiring) => (
              <select
                {...wiring}
                value={weekday}
                onChange={({ target }) => change({ weekday: Number(target.value) })}
                className={inputClass}
              >
                {DAYS.map((day, index) => (
                  <option key={day} value={index}>
                    {day}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {hasHour && (
          <Field label="At hour">
            {(wiring) => (
              <select
                {...wiring}
                value={hour}
                onChange={({ target }) => change({ hour: Number(target.value) })}
                className={inputClass}
              >
                {Array.from({ length: 24 }, (_, each) => (
                  <option key={String(each)} value={each}>
                    {String(each).padStart(2, "0")}:00
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
      </div>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <label className="flex h-9 items-center gap-2 text-sm pointer-coarse:h-11">
          <input
            type="checkbox"
            checked={quiet !== null}
            onChange={({ target }) => change({ quiet: target.checked ? NIGHT : null })}
            className="size-4 accent-accent"
          />
          Quiet hours
        </label>
        {quiet && (
          <>
            <Field label="From">
              {(wiring) => (
                <input
                  {...wiring}
                  type="time"
                  value={quiet.from}
                  onChange={({ target }) => change({ quiet: { ...quiet, from: target.value } })}
                  className={inputClass}
                />
              )}
            </Field>
            <Field label="To">
              {(wiring) => (
                <input
                  {...wiring}
                  type="time"
                  value={quiet.to}
                  onChange={({ target }) => change({ quiet: { ...quiet, to: target.value } })}
                  className={inputClass}
                />
              )}
            </Field>
          </>
        )}
        {(quiet || hasHour) && (
          <Field label="Time zone">
            {(wiring) => (
              <input
                {...wiring}
                value={timezone}
                onChange={({ target }) => change({ timezone: target.value })}
                className={inputClass}
              />
            )}
          </Field>
        )}
      </div>
    </fieldset>
  );
}
