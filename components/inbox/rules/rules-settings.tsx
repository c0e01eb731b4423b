"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#components/data/api.ts";
import { nameOfPerson } from "#components/inbox/item-words.ts";
import { Avatar } from "#components/inbox/presence/avatar.tsx";
import { rulesQuery } from "#components/inbox/rules/queries.ts";
import { RuleForm } from "#components/inbox/rules/rule-form.tsx";
import { SettingsList } from "#components/shell/settings-list.tsx";
import type { RuleAnswer } from "#lib/inbox/hand-out/model.ts";

/** To whom new changes go by themselves. */
export function RulesSettings() {
  const client = useQueryClient();
  const remove = async (id: string) => {
    await api(`/v2/changes/rules/${id}`, { method: "DELETE" });
    await client.invalidateQueries({ queryKey: rulesQuery().queryKey });
  };
  return (
    <SettingsList
      called={{ one: "rule", all: "The rules" }}
      read={useQuery(rulesQuery())}
      needs="createRule"
      empty="New changes are nobody’s until somebody takes them. A rule gives them to people, in turn."
      row={(rule) => {
        const about = aboutInWords(rule);
        return {
          name: `the rule for ${about}`,
          content: <RuleWords rule={rule} about={about} />,
          removal: {
            title: "Remove this rule?",
            consequence: `New ${about} are then nobody’s, unless another rule fits. What was handed out stays.`,
            act: () => remove(rule.id),
          },
        };
      }}
      form={(rule, close) => <RuleForm rule={rule} close={close} />}
    />
  );
}

/** What a rule is about: "changes of Acme pricing". */
function aboutInWords({ monitor, host }: Pick<RuleAnswer, "monitor" | "host">): string {
  if (monitor) return `changes of ${monitor.name}`;
  return host ? `changes of pages at ${host}` : "all other changes";
}

function RuleWords({ rule: { people, next: nextId }, about }: { rule: RuleAnswer; about: string }) {
  const next = people.find(({ id }) => id === nextId);
  return (
    <>
      <span className="flex shrink-0 -space-x-1">
        {people.slice(0, 3).map((person) => (
          <Avatar key={person.id} person={person} className="size-6 ring-2 ring-surface" />
        ))}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{about.charAt(0).toUpperCase() + about.slice(1)}</span>
        <span className="block text-muted text-xs">
          {people.length === 0 && "Everybody it names has left: it hands out nothing."}
          {people.map(nameOfPerson).join(", ")}
          {people.length > 1 && next && ` in turn, ${nameOfPerson(next)} next`}
        </span>
      </span>
    </>
  );
}
