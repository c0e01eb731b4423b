"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { monitorsQuery } from "#components/data/queries.ts";
import { wouldSendQuery } from "#components/team/channels/queries.ts";
import { KIND_WORDS } from "#components/team/channels/words.ts";
import { codeAreaClass, Field, inputClass, numberClass } from "#components/ui/field.tsx";
import type { ChannelRule } from "#lib/channel/model.ts";
import { CHANGE_KINDS, CONFIDENCES } from "#lib/statuses.ts";

type Props = {
  rule: ChannelRule;
  setRule: (rule: ChannelRule) => void;
  monitorIds: string[] | null;
  setMonitorIds: (ids: string[] | null) => void;
};

/** What a channel hears of, and of how many changes of the last week that would have been. */
export function RuleFields({ rule, setRule, monitorIds, setMonitorIds }: Props) {
  const change = (more: Partial<ChannelRule>) => setRule({ ...rule, ...more });
  const toggle = (kind: ChannelRule["kinds"][number]) =>
    change({
      kinds: CHANGE_KINDS.filter((other) => (other === kind) !== rule.kinds.includes(other)),
    });
  return (
    <fieldset className="grid gap-4 border-t pt-4">
      <legend className="sr-only">What it hears of</legend>
      <div className="flex flex-wrap items-baseline justify-between gap-2">
        <p className="font-medium text-sm">What it hears of</p>
        <WouldSend rule={rule} monitorIds={monitorIds} />
      </div>
      <Monitors monitorIds={monitorIds} setMonitorIds={setMonitorIds} />
      <div className="flex flex-wrap gap-x-5 gap-y-1">
        {CHANGE_KINDS.map((kind) => (
          <Check
            key={kind}
            label={KIND_WORDS[kind]}
            checked={rule.kinds.includes(kind)}
            set={() => toggle(kind)}
          />
        ))}
      </div>
      <Check
        label="Only what was judged meaningful; what nothing judged is told all the same"
        checked={rule.onlyMeaningful}
        set={(onlyMeaningful) => change({ onlyMeaningful })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Confidence, at least">
          {(wiring) => (
            <select
              {...wiring}
              value={rule.minConfidence ?? ""}
              onChange={({ target }) =>
                change({ minConfidence: (target.value || null) as ChannelRule["minConfidence"] })
              }
              className={inputClass}
            >
              <option value="">any</option>
              {CONFIDENCES.map((confidence) => (
                <option key={confidence}>{confidence}</option>
              ))}
            </select>
          )}
        </Field>
        <Amount
          label="Lines changed, at least"
          value={rule.minLines}
          most={100_000}
          set={(minLines) => change({ minLines })}
        />
        <Amount
          label="A failure is told after checks"
          value={rule.failingAfter}
          least={1}
          most={20}
          set={(failingAfter) => change({ failingAfter })}
        />
      </div>
      <Field
        label="Pages"
        optional
        hint="One a line: part of an address, or a pattern such as https://*/docs/*"
      >
        {(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            defaultValue={rule.urls.join("\n")}
            onChange={({ target }) =>
              change({
                urls: target.value
                  .split("\n")
                  .map((line) => line.trim())
                  .filter(Boolean),
              })
            }
            className={codeAreaClass}
          />
        )}
      </Field>
    </fieldset>
  );
}

function WouldSend({ rule, monitorIds }: Pick<Props, "rule" | "monitorIds">) {
  const { data, error } = useQuery(wouldSendQuery(useDeferredValue(rule), useDeferredValue(monitorIds)));
  return (
    <p role="status" className="text-muted text-sm">
      {error
        ? error.message
        : data &&
          `Would have told of ${data.changes} of ${data.of}${data.isMore ? " or more" : ""} in the last ${data.days} days`}
    </p>
  );
}

function Monitors({ monitorIds, setMonitorIds }: Pick<Props, "monitorIds" | "setMonitorIds">) {
  const { data } = useQuery(monitorsQuery({ limit: 100, offset: 0, sort: "name" }));
  const chosen = monitorIds ?? [];
  const toggle = (id: string) =>
    setMonitorIds(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <div className="grid gap-1">
      <Check
        label="All monitors, those to come as well"
        checked={monitorIds === null}
        set={(all) => setMonitorIds(all ? null : [])}
      />
      {monitorIds !== null && (
        <div className="grid max-h-44 gap-x-5 gap-y-1 overflow-y-auto rounded-md border p-2 sm:grid-cols-2">
          {data?.data.map(({ id, name }) => (
            <Check key={id} label={name} checked={chosen.includes(id)} set={() => toggle(id)} />
          ))}
          {data?.data.length === 0 && <p className="text-muted text-sm">There is no monitor yet.</p>}
        </div>
      )}
    </div>
  );
}

function Check({ label, checked, set }: { label: string; checked: boolean; set: (on: boolean) => void }) {
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => set(target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0 [overflow-wrap:anywhere]">{label}</span>
    </label>
  );
}

function Amount({
  label,
  value,
  least = 0,
  most,
  set,
}: {
  label: string;
  value: number;
  least?: number;
  most: number;
  set: (value: number) => void;
}) {
  return (
    <Field label={label}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          min={least}
          max={most}
          defaultValue={value}
          onChange={({ target }) => {
            const given = target.valueAsNumber;
            if (Number.isInteger(given) && given >= least && given <= most) set(given);
          }}
          className={numberClass}
        />
      )}
    </Field>
  );
}
