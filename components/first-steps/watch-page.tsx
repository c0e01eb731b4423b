"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useId, useState } from "react";
import { api } from "#components/data/api.ts";
import { nameOf, readAddress } from "#components/first-steps/typed-address.ts";
import { runMonitor } from "#components/monitor/run-monitor.ts";
import { useBrowserZone } from "#components/monitor/time-zone.ts";
import { ActButton } from "#components/shell/act-button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { filterClass } from "#components/ui/field.tsx";
import type { MonitorAnswer } from "#lib/monitor/model.ts";

const EVERY = "every 30 minutes";

/** A monitor of one page from nothing but its address. Whoever wants to choose more, or to try it first, gets the form. */
export function WatchPage({ refuse }: { refuse: (sentence: string | null) => void }) {
  const client = useQueryClient();
  const router = useRouter();
  const timezone = useBrowserZone();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const hint = useId();
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: async (url: string) => {
      const body = {
        name: nameOf(url),
        schedule: { text: EVERY, timezone },
        targets: [{ type: "scrape", urls: [url] }],
      };
      const { data } = await api<{ data: MonitorAnswer }>("/v2/monitor", { method: "POST", body });
      // It is made; whether it may run at once is told on its page.
      await runMonitor(client, data.id).catch(() => {});
      return data.id;
    },
    onMutate: () => refuse(null),
    onSuccess: (id) => router.push(`/monitors/${id}`),
    onError: (error) => refuse(`The monitor was not created. ${error.message}`),
  });
  const busy = isPending || isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const url = readAddress(typed);
    setWrong(!url);
    if (url) mutate(url);
    else refuse("Enter the address of a page, such as https://example.com/pricing.");
  };
  const form = `/monitors/new?url=${encodeURIComponent(readAddress(typed) ?? typed.trim())}`;
  return (
    <form
      onSubmit={submit}
      noValidate
      className="flex min-w-0 basis-full flex-wrap items-center gap-2 pl-7.5 sm:flex-nowrap lg:flex-1 lg:basis-0 lg:pl-0"
    >
      <input
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setWrong(false);
        }}
        type="url"
        aria-label="Address of a page of yours"
        aria-describedby={hint}
        aria-invalid={wrong || undefined}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="https://example.com/pricing"
        className={cn(filterClass, "w-full min-w-40 flex-1 max-sm:basis-full lg:max-w-80")}
      />
      <span id={hint} className="sr-only">
        It is checked {EVERY}.
      </span>
      <ActButton action="createMonitor" type="submit" aria-disabled={busy}>
        {busy ? "Creating…" : "Create"}
      </ActButton>
      <ActButton action="createMonitor" variant="quiet" asChild>
        <Link href={form}>Try it first</Link>
      </ActButton>
    </form>
  );
}
