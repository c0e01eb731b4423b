"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "#components/data/api.ts";
import { configOf, KINDS, type KindField } from "#components/team/channels/kinds.ts";
import { channelsQuery } from "#components/team/channels/queries.ts";
import { RuleFields } from "#components/team/channels/rule-fields.tsx";
import { TimingFields } from "#components/team/channels/timing-fields.tsx";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";
import { codeAreaClass, Field, inputClass } from "#components/ui/field.tsx";
import type { ChannelAnswer, ChannelKind, ChannelRule, ChannelTiming } from "#lib/channel/model.ts";
import { CHANGE_KINDS } from "#lib/statuses.ts";

const EVERYTHING: ChannelRule = {
  kinds: [...CHANGE_KINDS],
  onlyMeaningful: false,
  minConfidence: null,
  urls: [],
  minLines: 0,
  failingAfter: 2,
};

const AT_ONCE: ChannelTiming = {
  when: "at once",
  hour: 9,
  weekday: 1,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  quiet: null,
  stormPages: 50,
  stormMessages: 30,
};

/** What of a channel may be shown, as its fields have it. */
function shownOf(channel: ChannelAnswer | undefined): Record<string, string> {
  const { headerNames: _, ...settings } = channel?.settings ?? {};
  return settings as Record<string, string>;
}

/** Makes a channel or changes one. Of one that is there, its secrets stay unless some are given again. */
export function ChannelForm({ channel, done }: { channel?: ChannelAnswer; done: () => void }) {
  const client = useQueryClient();
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? "slack");
  const [name, setName] = useState(channel?.name ?? "");
  const [values, setValues] = useState(() => shownOf(channel));
  const [isReplacing, setReplacing] = useState(!channel?.readable);
  const [rule, setRule] = useState(channel?.rule ?? EVERYTHING);
  const [monitorIds, setMonitorIds] = useState(channel?.monitorIds ?? null);
  const [timing, setTiming] = useState(channel?.timing ?? AT_ONCE);
  const save = useMutation({
    mutationFn: () => {
      const body = {
        name,
        rule,
        monitorIds,
        timing,
        ...(isReplacing && { config: configOf(kind, values) }),
      };
      return channel
        ? api(`/v2/team/channels/${channel.id}`, { method: "PATCH", body })
        : api("/v2/team/channels", { method: "POST", body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: channelsQuery().queryKey });
      done();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <Field label="Name">
        {(wiring) => (
          <input
            {...wiring}
            value={name}
            onChange={({ target }) => setName(target.value)}
            maxLength={80}
            autoComplete="off"
            placeholder="#pricing"
            className={inputClass}
          />
        )}
      </Field>
      {!channel && (
        <Field label="Kind">
          {(wiring) => (
            <select
              {...wiring}
              value={kind}
              onChange={({ target }) => setKind(target.value as ChannelKind)}
              className={inputClass}
            >
              {Object.entries(KINDS).map(([value, { label }]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {isReplacing ? (
        <>
          {KINDS[kind].fields.map((field) => (
            <OneField
              key={`${kind} ${field.name}`}
              field={field}
              value={values[field.name] ?? ""}
              set={(value) => setValues({ ...values, [field.name]: value })}
            />
          ))}
          <Preview kind={kind} values={values} />
        </>
      ) : (
        <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
          <span className="text-muted">Leads to {channel?.hint}</span>
          <Button size="small" onClick={() => setReplacing(true)}>
            Give another address
          </Button>
        </p>
      )}
      <RuleFields rule={rule} setRule={setRule} monitorIds={monitorIds} setMonitorIds={setMonitorIds} />
      <TimingFields timing={timing} setTiming={setTiming} />
      {save.error && <FormRefusal>{save.error.message}</FormRefusal>}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={save.isPending}>
          {save.isPending ? "Saving…" : channel ? "Save" : "Add channel"}
        </Button>
      </div>
    </form>
  );
}

function OneField({ field, value, set }: { field: KindField; value: string; set: (value: string) => void }) {
  const { label, hint, optional = false, placeholder, lines } = field;
  return (
    <Field label={label} hint={hint} optional={optional}>
      {(wiring) =>
        lines ? (
          <textarea
            {...wiring}
            rows={4}
            value={value}
            placeholder={placeholder}
            onChange={({ target }) => set(target.value)}
            spellCheck={false}
            className={codeAreaClass}
          />
        ) : (
          <input
            {...wiring}
            value={value}
            placeholder={placeholder}
            onChange={({ target }) => set(target.value)}
            autoComplete="off"
            spellCheck={false}
            className={inputClass}
          />
        )
      }
    </Field>
  );
}

/** What would be sent, so that a template that cannot be filled is seen before it is kept. */
function Preview({ kind, values }: { kind: ChannelKind; values: Record<string, string> }) {
  const look = useMutation({
    mutationFn: async () =>
      (
        await api<{ data: { method: string; contentType: string; body: string } }>(
          "/v2/team/channels/preview",
          { method: "POST", body: { config: configOf(kind, values) } },
        )
      ).data,
  });
  return (
    <div className="grid min-w-0 gap-2">
      <div>
        <Button size="small" onClick={() => look.mutate()} disabled={look.isPending}>
          Preview what is sent
        </Button>
      </div>
      {look.error && <FormRefusal>{look.error.message}</FormRefusal>}
      {look.data && (
        <textarea
          readOnly
          aria-label="What is sent"
          rows={10}
          value={`${look.data.method} ${look.data.contentType}\n\n${laidOut(look.data.body)}`}
          className={codeAreaClass}
        />
      )}
    </div>
  );
}

function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
