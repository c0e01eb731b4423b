"use client";

import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { ApiError } from "#components/data/api.ts";

/** What a field is called, and what to say when it was left empty. */
type Words = { label: string; missing: string };
type Refusals<Name extends string> = { fields: Partial<Record<Name, string>>; form: string | null };

/**
 * Sends a form of text fields. Refusals of a field come back at the field, all others at the form; the first
 * refused field gets the focus. `send` may throw an ApiError or an Error whose message is made for people.
 */
export function useSubmit<Name extends string>(
  words: Record<Name, Words>,
  send: (values: Record<Name, string>, form: HTMLFormElement) => Promise<unknown>,
) {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState<Refusals<Name>>({ fields: {}, form: null });

  const { mutate, isPending } = useMutation({
    mutationFn: ({ values, element }: { values: Record<Name, string>; element: HTMLFormElement }) =>
      send(values, element),
    onError: (error) => setRefusals(refusalsOf(error, words)),
  });

  useEffect(() => {
    if (Object.keys(refusals.fields).length === 0) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [refusals]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isPending) return;
    const element = event.currentTarget;
    const given = new FormData(element);
    const names = Object.keys(words) as Name[];
    const values = Object.fromEntries(names.map((name) => [name, String(given.get(name) ?? "")])) as Record<
      Name,
      string
    >;
    const empty = names.filter((name) => values[name].trim() === "");
    const missing = Object.fromEntries(empty.map((name) => [name, words[name].missing]));
    setRefusals({ fields: missing as Refusals<Name>["fields"], form: null });
    if (empty.length > 0) return;
    mutate({ values, element });
  };
  const dismiss = () => setRefusals({ fields: {}, form: null });
  return {
    form: { ref: form, onSubmit },
    pending: isPending,
    fields: refusals.fields,
    refusal: refusals.form,
    dismiss,
  };
}

function refusalsOf<Name extends string>(error: unknown, words: Record<Name, Words>): Refusals<Name> {
  const details = error instanceof ApiError ? error.details : [];
  const known = details.filter(({ path }) => path in words);
  const fields = Object.fromEntries(
    known.map(({ path, message }) => [path, sentence(words[path as Name].label, message)]),
  ) as Refusals<Name>["fields"];
  const message = error instanceof Error ? error.message : "Something went wrong. Try again.";
  return { fields, form: known.length > 0 ? null : message };
}

/** The API's field messages are predicates ("must not be empty") or whole sentences. */
function sentence(label: string, message: string): string {
  return /^[A-Z]/.test(message) ? message : `${label} ${message}.`;
}
