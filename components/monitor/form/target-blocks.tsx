"use client";

import { memo, useCallback } from "react";
import type { TargetDraft } from "#components/monitor/form/draft.ts";
import type { Refusals } from "#components/monitor/form/refusals.ts";
import type { useDraft } from "#components/monitor/form/use-draft.ts";
import type { BlockRefusals, Fields } from "#components/target/form.ts";
import { formOf, targetForms } from "#components/target/forms.ts";
import { Button } from "#components/ui/button.tsx";
import { Choice } from "#components/ui/choice.tsx";
import { kindOf } from "#lib/target/kinds.ts";

/** As many as a monitor may have. */
const MOST = 50;

type Changes = ReturnType<typeof useDraft>["blocks"];

/** What a monitor watches: a block a target. One alone has no heading. */
export function TargetBlocks({
  targets,
  refusals,
  changes,
}: {
  targets: TargetDraft[];
  refusals: Refusals["blocks"];
  changes: Changes;
}) {
  const { removed } = changes;
  const isAlone = targets.length === 1;
  return (
    // Where somebody is led whose pages bring mostly noise (components/inbox/numbers).
    <div id="reads" className="grid scroll-mt-24 gap-6">
      {targets.map((block, index) => (
        <Block
          key={block.key}
          block={block}
          number={isAlone ? null : index + 1}
          refusals={refusals[block.key] ?? NO_REFUSALS}
          changes={changes}
        />
      ))}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {targets.length < MOST && (
          <Button variant="secondary" size="small" onClick={changes.addBlock}>
            + Add target
          </Button>
        )}
        {removed && (
          <p role="status" className="text-muted text-sm">
            Target {removed.index + 1} is taken out.{" "}
            <button
              type="button"
              onClick={changes.restoreBlock}
              className="rounded-sm text-accent hover:underline"
            >
              Put it back
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

const NO_REFUSALS: BlockRefusals = {};

function Block({
  block,
  number,
  refusals,
  changes,
}: {
  block: TargetDraft;
  number: number | null;
  refusals: BlockRefusals;
  changes: Changes;
}) {
  const { key, type, stored } = block;
  const forms = targetForms();
  const form = formOf(type);
  const name = form?.name ?? kindOf({ type }).name;
  const isChosen = stored === null && forms.length > 1;
  return (
    <section aria-label={number === null ? name : `Target ${number}, ${name}`} className="grid gap-4">
      {(number !== null || isChosen) && (
        <div className="flex min-h-8 items-center justify-between gap-3 border-b pb-1.5">
          <div className="flex items-center gap-3">
            {number !== null && <h3 className="font-medium text-sm">Target {number}</h3>}
            {isChosen ? (
              <Choice
                legend="What to watch"
                value={type}
                options={forms.map((each) => ({ value: each.type, label: each.name }))}
                onChange={(chosen) => chosen !== type && changes.turnBlock(key, chosen)}
              />
            ) : (
              <span className="text-muted text-sm">{name}</span>
            )}
          </div>
          {number !== null && form && (
            <Button
              variant="quiet"
              size="small"
              aria-label={`Remove target ${number}`}
              onClick={() => changes.removeBlock(key)}
            >
              Remove
            </Button>
          )}
        </div>
      )}
      {form ? (
        <FormOfKind block={block} refusals={refusals} setBlock={changes.setBlock} />
      ) : (
        <AsItIs block={block} />
      )}
    </section>
  );
}

/** Drawn anew only when its own block changed, however much is typed elsewhere. */
const FormOfKind = memo(function FormOfKind({
  block: { key, type, fields },
  refusals,
  setBlock,
}: {
  block: TargetDraft;
  refusals: BlockRefusals;
  setBlock: Changes["setBlock"];
}) {
  const onChange = useCallback((change: Fields) => setBlock(key, change), [setBlock, key]);
  const Content = formOf(type)?.Block;
  return Content ? <Content fields={fields} refusals={refusals} onChange={onChange} /> : null;
});

/** A target that has no form here is shown and left as it is. */
function AsItIs({ block: { type, stored } }: { block: TargetDraft }) {
  if (!stored) return null;
  const kind = kindOf({ type });
  const named = [...kind.addresses(stored), ...kind.questions(stored).map((question) => `“${question}”`)];
  return (
    <div className="rounded-md border border-dashed px-3 py-2.5 text-sm">
      <p className="[overflow-wrap:anywhere]">
        {kind.name}, {kind.words(stored)}
        {named.length > 0 &&
          `: ${named.slice(0, 3).join(", ")}${named.length > 3 ? ` and ${named.length - 3} more` : ""}`}
      </p>
      <p className="mt-0.5 text-muted">Set by API. It stays as it is.</p>
    </div>
  );
}
