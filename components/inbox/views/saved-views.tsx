"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Trash2 } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { api } from "#components/data/api.ts";
import type { DeskView } from "#components/inbox/desk-view.ts";
import { isSame, shownBy, viewsQuery } from "#components/inbox/views/queries.ts";
import { useRefusal } from "#components/shell/me.tsx";
import { FormRefusal } from "#components/team/form-refusal.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field, inputClass } from "#components/ui/field.tsx";
import type { ViewAnswer } from "#lib/inbox/views/model.ts";

const COUNTED_TO = 1000;

/** A button that opens the saved views: those of the reader, those of the team, and a name for what is shown now. */
export function SavedViews({ view, show }: { view: DeskView; show: (view: DeskView) => void }) {
  const [open, setOpen] = useState(false);
  const { data: views } = useQuery({ ...viewsQuery(), enabled: open });
  const choose = (one: ViewAnswer) => {
    setOpen(false);
    show(shownBy(one));
  };
  const group = (title: string, shared: boolean) => (
    <ViewGroup
      title={title}
      views={(views ?? []).filter((one) => one.shared === shared)}
      current={view}
      choose={choose}
    />
  );
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <Button
        size="icon"
        aria-label="Saved views"
        title="Saved views"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Bookmark />
      </Button>
      <DialogContent title="Saved views" width="narrow">
        <div className="grid gap-4">
          {views?.length === 0 && (
            <p className="text-muted text-sm">None yet. Filter the list, then give what it shows a name.</p>
          )}
          {group("Mine", false)}
          {group("The team’s", true)}
          <SaveView view={view} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

function ViewGroup({
  title,
  views,
  current,
  choose,
}: {
  title: string;
  views: readonly ViewAnswer[];
  current: DeskView;
  choose: (view: ViewAnswer) => void;
}) {
  const client = useQueryClient();
  const mayShare = useRefusal("updateMonitor") === null;
  const { mutate: remove, error } = useMutation({
    mutationFn: (id: string) => api(`/v2/changes/views/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: viewsQuery().queryKey }),
  });
  if (views.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-muted text-xs">{title}</h3>
      <ul>
        {views.map((view) => (
          <li key={view.id} className="flex items-center">
            <button
              type="button"
              onClick={() => choose(view)}
              aria-current={isSame(shownBy(view), current) || undefined}
              className={cn(
                "flex min-h-9 min-w-0 flex-1 items-center justify-between gap-3 rounded-sm px-2 text-left text-sm hover:bg-sunken aria-[current]:font-semibold pointer-coarse:min-h-11",
              )}
            >
              <span className="truncate">{view.name}</span>
              <span className="text-muted tabular-nums">
                {view.count >= COUNTED_TO ? `${COUNTED_TO.toLocaleString("en")}+` : view.count}
              </span>
            </button>
            {(mayShare || !view.shared) && (
              <Button
                variant="quiet"
                size="icon"
                aria-label={`Delete the view ${view.name}`}
                onClick={() => remove(view.id)}
              >
                <Trash2 />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className="text-error text-sm">
          {error.message}
        </p>
      )}
    </section>
  );
}

function SaveView({ view }: { view: DeskView }) {
  const client = useQueryClient();
  const mayShare = useRefusal("updateMonitor") === null;
  const [missing, setMissing] = useState(false);
  const { mutate, error, isPending } = useMutation({
    mutationFn: (body: object) => api("/v2/changes/views", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery().queryKey }),
  });
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const name = String(given.get("name") ?? "").trim();
    setMissing(name === "");
    if (name === "" || isPending) return;
    const query = { view: view.view, ...view.filters };
    mutate({ name, query, shared: given.has("shared") }, { onSuccess: () => form.reset() });
  };
  return (
    <form onSubmit={onSubmit} noValidate className="grid gap-3 border-t pt-4">
      <Field label="Save what is shown now as" error={missing ? "Name the view." : undefined}>
        {(wiring) => (
          <input {...wiring} name="name" maxLength={60} autoComplete="off" className={inputClass} />
        )}
      </Field>
      {mayShare && (
        <label className="flex items-center gap-2.5 text-sm pointer-coarse:min-h-11">
          <input type="checkbox" name="shared" className="size-4 accent-accent" />
          For the whole team
        </label>
      )}
      {error && <FormRefusal>{error.message}</FormRefusal>}
      <Button type="submit" disabled={isPending} className="justify-self-start">
        Save view
      </Button>
    </form>
  );
}
