"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { monitorsQuery } from "#components/data/queries.ts";
import { useSubmit } from "#components/hooks/use-submit.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { NewFeed } from "#components/team/feeds/new-feed.tsx";
import { feedsQuery } from "#components/team/feeds/queries.ts";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { FeedLinks } from "#lib/feed/model.ts";

type Monitor = { id: string; name: string };
type Created = { name: string; links: FeedLinks; copied: boolean };

/** Asks what the feed is for, makes it, and shows its addresses this one time. */
export function CreateFeed({ monitor }: { monitor: Monitor | null }) {
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<Created | null>(null);
  const [warned, setWarned] = useState(false);
  const onOpenChange = (next: boolean) => {
    // A stray click must not lose what cannot be shown again.
    if (!next && created && !created.copied && !warned) return setWarned(true);
    setOpen(next);
    setCreated(null);
    setWarned(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogTrigger>
        <ActButton action="createFeed" variant="primary">
          <Plus /> Create feed
        </ActButton>
      </DialogTrigger>
      {created ? (
        <DialogContent
          title={`${created.name} has its addresses`}
          description="Copy one now: they are shown this once and kept nowhere in readable form."
          width="wide"
        >
          <NewFeed
            links={created.links}
            warned={warned}
            onCopied={() => setCreated({ ...created, copied: true })}
          />
        </DialogContent>
      ) : (
        <DialogContent
          title="Create a feed"
          description="Name it after the reader that will have it, so that you know it when you see it again."
        >
          <CreateFeedForm
            monitor={monitor}
            done={(name, links) => setCreated({ name, links, copied: false })}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}

const WORDS = {
  name: { label: "Name", missing: "Give the feed a name." },
  of: { label: "Tells of", missing: "Choose what it tells of." },
};
const ALL = "all";

function CreateFeedForm({
  monitor,
  done,
}: {
  monitor: Monitor | null;
  done: (name: string, links: FeedLinks) => void;
}) {
  const client = useQueryClient();
  const { data: list } = useQuery(monitorsQuery({ limit: 100, offset: 0, sort: "name" }));
  const others = (list?.data ?? []).filter(({ id }) => id !== monitor?.id);
  const { form, pending, fields, refusal } = useSubmit(WORDS, async ({ name, of }) => {
    const { data } = await api<{ data: FeedLinks }>("/v2/team/feeds", {
      method: "POST",
      body: { name, monitorId: of === ALL ? null : of },
    });
    done(name.trim(), data);
    await client.invalidateQueries({ queryKey: feedsQuery().queryKey });
  });
  return (
    <form {...form} method="post" noValidate className="grid gap-4">
      <Field label={WORDS.name.label} error={fields.name}>
        {(wiring) => (
          <input
            {...wiring}
            name="name"
            maxLength={100}
            autoComplete="off"
            placeholder="My reader"
            className={inputClass}
          />
        )}
      </Field>
      <Field label={WORDS.of.label} error={fields.of}>
        {(wiring) => (
          <select {...wiring} name="of" defaultValue={monitor?.id ?? ALL} className={inputClass}>
            <option value={ALL}>All monitors of the team</option>
            {[...(monitor ? [monitor] : []), ...others].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      {refusal && <FormRefusal>{refusal}</FormRefusal>}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? "Creating…" : "Create feed"}
        </Button>
      </div>
    </form>
  );
}
