"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, type FieldIssue } from "#components/data/api.ts";
import { readableTargets } from "#components/monitor/form/body.ts";
import type { Draft, TargetDraft } from "#components/monitor/form/draft.ts";
import { type Refusals, refusalsOf, unreadable } from "#components/monitor/form/refusals.ts";
import { formOf } from "#components/target/forms.ts";
import type { PreviewAnswer } from "#lib/preview/model.ts";
import { type AnyTarget, kindOf } from "#lib/target/kinds.ts";

/** A page that can be tried, and the block of the target that it is of. */
type Page = { url: string; block: TargetDraft; target: AnyTarget };

/** What was tried last, and the block as it was then. */
type Tried = { answer: PreviewAnswer; block: TargetDraft };

/** Fetches one of the draft's pages now, with the options on screen. */
export function usePreview(draft: Draft, refuse: (found: Refusals) => void) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState<string | null>(null);
  const { mutate, isPending, error, data } = useMutation<Tried, Error, Page>({
    mutationFn: async ({ url, block, target: { id: _, ...target } }) => {
      const body = { target, url };
      const { data } = await api<{ data: PreviewAnswer }>("/v2/monitor/preview", { method: "POST", body });
      void client.invalidateQueries({ queryKey: ["credits"] });
      return { answer: data, block };
    },
    onError: (error, { block }) => {
      if (error instanceof ApiError) refuse(refusalsOf(inBody(error.details, draft, block), draft));
    },
  });

  /** Tries the page that was tried last or is named here, else the first there is. */
  const run = (url: string | null = wanted) => {
    if (isPending) return;
    const pages = pagesOf(draft);
    const page = pages.find((each) => each.url === url) ?? pages[0];
    if (!page) return refuse(nothingToTry(draft));
    const found = unreadable({ ...draft, targets: [page.block] }, null);
    if (Object.keys(found.blocks).length > 0) return refuse({ fields: {}, blocks: found.blocks });
    setWanted(page.url);
    mutate(page);
  };

  const tried = data ?? null;
  const isStale = tried !== null && !draft.targets.includes(tried.block);
  return { run, isPending, error, tried: tried?.answer ?? null, isStale, wanted };
}

export type Preview = ReturnType<typeof usePreview>;

function pagesOf(draft: Draft): Page[] {
  const targets = readableTargets(draft);
  return draft.targets.flatMap((block, index) => {
    const target = targets[index];
    // What has no form here may be of a kind that cannot be carried out either.
    if (!target || !formOf(block.type)) return [];
    return kindOf(target)
      .addresses(target)
      .map((url) => ({ url, block, target }));
  });
}

/** Where in the body of a monitor the refusals of a preview would stand. */
function inBody(issues: FieldIssue[], draft: Draft, block: TargetDraft): FieldIssue[] {
  const index = draft.targets.findIndex(({ key }) => key === block.key);
  return issues
    .filter(({ path }) => /^target\b/.test(path))
    .map(({ path, message }) => ({ path: path.replace(/^target\b/, `targets.${index}`), message }));
}

function nothingToTry(draft: Draft): Refusals {
  const block = draft.targets.find(({ type }) => formOf(type));
  const message = "Name a page first; then it can be tried.";
  return block
    ? { fields: {}, blocks: { [block.key]: { block: message } } }
    : { fields: { form: message }, blocks: {} };
}
