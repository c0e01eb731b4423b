"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import { type Beginning, beginningAt, mentioning, proposed } from "#components/inbox/comments/mentioning.ts";
import { peopleQuery } from "#components/inbox/comments/queries.ts";
import { Avatar } from "#components/inbox/presence/avatar.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { MOST_CHARACTERS } from "#lib/inbox/comments/bounds.ts";

/** What was typed and not sent, by the place it was typed at: going to another item and back loses none of it. */
const drafts = new Map<string, string>();

export type ComposeHandle = { focus: () => void };

/** A field for a comment. @ proposes members; Ctrl or ⌘ with Enter sends. */
export function Compose({
  draftOf,
  initial = "",
  label,
  verb,
  send,
  cancel,
  handle,
}: {
  /** The name under which what was not sent is kept. */
  draftOf: string;
  initial?: string;
  label: string;
  verb: string;
  /** May throw an Error with a sentence, which is shown while the text stays. */
  send: (text: string) => Promise<unknown>;
  cancel?: () => void;
  handle?: Ref<ComposeHandle>;
}) {
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setTextOnly] = useState(() => drafts.get(draftOf) ?? initial);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const picking = usePicking();
  useImperativeHandle(handle, () => ({ focus: () => area.current?.focus() }));

  const setText = (next: string) => {
    setTextOnly(next);
    if (next) drafts.set(draftOf, next);
    else drafts.delete(draftOf);
  };
  const pick = (index: number) => {
    const person = picking.people[index];
    if (!person || !picking.beginning) return;
    const next = mentioning(text, picking.beginning, person);
    setText(next.text);
    picking.stop();
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const submit = async () => {
    if (sending || text.trim() === "") return;
    setSending(true);
    setRefusal(null);
    try {
      await send(text);
      setText("");
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : "It was not sent. Try again.");
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      void submit();
    } else if (picking.people.length > 0) {
      picking.onKeyDown(event, pick);
    } else if (event.key === "Escape" && cancel) {
      event.stopPropagation();
      cancel();
    }
  };
  const listed = picking.people.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      className="relative grid gap-2"
    >
      <textarea
        ref={area}
        aria-label={label}
        aria-describedby={refusal ? `${id}-refusal` : undefined}
        aria-invalid={refusal ? true : undefined}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={listed}
        aria-controls={`${id}-people`}
        aria-activedescendant={listed ? `${id}-${picking.chosen}` : undefined}
        value={text}
        placeholder="Comment, @ mentions a member"
        rows={Math.min(12, Math.max(2, text.split("\n").length))}
        onChange={({ target }) => {
          setText(target.value);
          picking.look(target.value, target.selectionStart);
        }}
        onBlur={picking.stop}
        onKeyDown={onKeyDown}
        className="w-full resize-y rounded-md border border-border-strong bg-surface px-2.5 py-2 text-base placeholder:text-muted/80 aria-invalid:border-error pointer-coarse:text-[16px]"
      />
      {listed && (
        <div
          id={`${id}-people`}
          role="listbox"
          aria-label="Members"
          className="absolute top-full left-0 z-30 -mt-9 w-72 max-w-full rounded-md border bg-raised p-1 shadow-lg"
        >
          {picking.people.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
            <div
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === picking.chosen}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(index)}
              className={cn(
                "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm pointer-coarse:min-h-11",
                index === picking.chosen && "bg-sunken",
              )}
            >
              <Avatar person={person} />
              <span className="min-w-0 truncate">
                {person.name ?? person.email}
                {person.name && <span className="ml-1.5 text-muted">{person.email}</span>}
              </span>
            </div>
          ))}
        </div>
      )}
      {refusal && (
        <p id={`${id}-refusal`} role="alert" className="text-error text-sm">
          {refusal}
        </p>
      )}
      {(text.trim() !== "" || cancel) && (
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" size="small" disabled={sending || text.trim() === ""}>
            {sending ? "Sending…" : verb}
          </Button>
          {cancel && (
            <Button size="small" variant="quiet" onClick={cancel}>
              Cancel
            </Button>
          )}
          <TooLong length={text.length} />
        </div>
      )}
    </form>
  );
}

/** Says how much too long a text is before it is sent in vain. */
function TooLong({ length }: { length: number }) {
  if (length <= MOST_CHARACTERS) return null;
  const over = (length - MOST_CHARACTERS).toLocaleString("en");
  return <span className="text-error text-sm">{over} characters too long</span>;
}

/** Who is proposed behind an @, and which of them is chosen. */
function usePicking() {
  const [beginning, setBeginning] = useState<Beginning | null>(null);
  const [chosen, setChosen] = useState(0);
  const { data } = useQuery({ ...peopleQuery(), enabled: beginning !== null, staleTime: 30_000 });
  const people = beginning && data ? proposed(data, beginning.typed) : [];
  const stop = () => setBeginning(null);
  return {
    beginning,
    people,
    chosen: Math.min(chosen, Math.max(0, people.length - 1)),
    stop,
    look: (text: string, caret: number) => {
      setBeginning(beginningAt(text, caret));
      setChosen(0);
    },
    onKeyDown: (event: KeyboardEvent, pick: (index: number) => void) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const isChoosing = event.key === "Enter" || event.key === "Tab";
      if (!step && !isChoosing && event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      if (step) setChosen((at) => (at + step + people.length) % people.length);
      else if (isChoosing) pick(chosen);
      else stop();
    },
  };
}
