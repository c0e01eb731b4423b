"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { api } from "#components/data/api.ts";
import { nameOfPerson } from "#components/inbox/item-words.ts";
import { Avatar } from "#components/inbox/presence/avatar.tsx";
import { rulesQuery } from "#components/inbox/rules/queries.ts";
import { RuleForm } from "#components/inbox/rules/rule-form.tsx";
import { useRefusal } from "#components/shell/me.tsx";
import { Button } from "#components/ui/button.tsx";
import { Confirm } from "#components/ui/confirm.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { ReadFailure } from "#components/ui/read-failure.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";

/** To whom new changes go by themselves. */
export function RulesSettings() {
  const { data: rules, error, refetch } = useQuery(rulesQuery());
  const refusal = useRefusal("createRule");
  const [editing, setEditing] = useState<RuleAnswer | "new" | null>(null);
  return (
    <div className="grid gap-3">
      {error && !rules && <ReadFailure what="The rules" error={error} retry={refetch} />}
      {!rules && !error && <Skeleton className="h-20" />}
      {rules && (
        <ul className="divide-y rounded-md border bg-surface text-sm">
          {rules.length === 0 && (
            <li className="px-3 py-3 text-muted">
              New changes are nobody’s until somebody takes them. A rule gives them to people, in turn.
            </li>
          )}
          {rules.map((rule) => (
            <RuleRow key={rule.id} rule={rule} refusal={refusal} edit={() => setEditing(rule)} />
          ))}
        </ul>
      )}
      <div>
        <Button
          aria-disabled={refusal !== null || undefined}
          title={refusal ?? undefined}
          onClick={() => refusal === null && setEditing("new")}
        >
          <Plus /> Add a rule
        </Button>
      </div>
      <Dialog open={editing !== null} onOpenChange={(open) => !open && setEditing(null)}>
        <DialogContent title={editing === "new" ? "Add a rule" : "Change the rule"} width="narrow">
          {editing && <RuleForm rule={editing === "new" ? null : editing} close={() => setEditing(null)} />}
        </DialogContent>
      </Dialog>
    </div>
  );
}

/** What a rule is about: "changes of Acme pricing". */
export function aboutInWords({ monitor, host }: Pick<RuleAnswer, "monitor" | "host">): string {
  if (monitor) return `changes of ${monitor.name}`;
  return host ? `changes of pages at ${host}` : "all other changes";
}

function RuleRow({ rule, refusal, edit }: { rule: RuleAnswer; refusal: string | null; edit: () => void }) {
  const client = useQueryClient();
  const about = aboutInWords(rule);
  const next = rule.people.find(({ id }) => id === rule.next);
  const remove = async () => {
    await api(`/v2/changes/rules/${rule.id}`, { method: "DELETE" });
    await client.invalidateQueries({ queryKey: rulesQuery().queryKey });
  };
  return (
    <li className="flex min-h-11 items-center gap-3 px-3 py-1.5">
      <span className="flex shrink-0 -space-x-1">
        {rule.people.slice(0, 3).map((person) => (
          <Avatar key={person.id} person={person} className="size-6 ring-2 ring-surface" />
        ))}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{about.charAt(0).toUpperCase() + about.slice(1)}</span>
        <span className="block text-muted text-xs">
          {rule.people.length === 0 && "Everybody it names has left: it hands out nothing."}
          {rule.people.map(nameOfPerson).join(", ")}
          {rule.people.length > 1 && next && ` in turn, ${nameOfPerson(next)} next`}
        </span>
      </span>
      {refusal === null && (
        <span className="flex shrink-0 gap-1">
          <Button size="small" variant="quiet" onClick={edit} aria-label={`Change the rule for ${about}`}>
            Change
          </Button>
          <Confirm
            trigger={
              <Button size="small" variant="quiet" aria-label={`Remove the rule for ${about}`}>
                Remove
              </Button>
            }
            title="Remove this rule?"
            consequence={`New ${about} are then nobody’s, unless another rule fits. What was handed out stays.`}
            verb="Remove rule"
            act={remove}
          />
        </span>
      )}
    </li>
  );
}
