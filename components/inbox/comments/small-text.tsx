import { createElement, Fragment, type ReactNode } from "react";
import type { Person } from "#lib/inbox/bell/model.ts";
import { type Block, type Inline, readSmallMarkdown } from "#lib/inbox/comments/small-markdown.ts";

/** A comment's text, set as its writer meant it. All of it is text of React's: nothing that was typed becomes markup. */
export function SmallText({ text, mentions }: { text: string; mentions: readonly Person[] }) {
  return (
    <div className="grid gap-2 [overflow-wrap:anywhere]">{blocks(readSmallMarkdown(text), mentions)}</div>
  );
}

/** Parts that never change their order, and so need no names to be told apart. */
function inARow<Part>(parts: readonly Part[], draw: (part: Part) => ReactNode): ReactNode {
  return createElement(Fragment, null, ...parts.map(draw));
}

function blocks(all: readonly Block[], people: readonly Person[]): ReactNode {
  return inARow(all, (block) => <BlockView block={block} people={people} />);
}

function BlockView({ block, people }: { block: Block; people: readonly Person[] }) {
  switch (block.kind) {
    case "paragraph":
      return <p>{inlines(block.inside, people)}</p>;
    case "code":
      return (
        <pre className="overflow-x-auto rounded-md bg-sunken px-3 py-2 font-mono text-xs">{block.text}</pre>
      );
    case "quote":
      return (
        <blockquote className="grid gap-2 border-l-2 border-border-strong pl-3 text-muted">
          {blocks(block.inside, people)}
        </blockquote>
      );
    case "list": {
      const items = inARow(block.items, (item) => <li>{blocks(item, people)}</li>);
      return block.first === null ? (
        <ul className="list-disc pl-5">{items}</ul>
      ) : (
        <ol start={block.first} className="list-decimal pl-5">
          {items}
        </ol>
      );
    }
  }
}

function inlines(all: readonly Inline[], people: readonly Person[]): ReactNode {
  return inARow(all, (inline) => <InlineView inline={inline} people={people} />);
}

function InlineView({ inline, people }: { inline: Inline; people: readonly Person[] }) {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "break":
      return <br />;
    case "code":
      return <code className="rounded-sm bg-sunken px-1 font-mono text-[0.92em]">{inline.text}</code>;
    case "strong":
      return <strong className="font-semibold">{inlines(inline.inside, people)}</strong>;
    case "emphasis":
      return <em>{inlines(inline.inside, people)}</em>;
    case "mention": {
      const person = people.find(({ email }) => email === inline.email);
      if (!person) return `@${inline.email}`;
      return (
        <span title={person.email} className="rounded-sm bg-accent-soft px-1 text-accent">
          @{person.name ?? person.email}
        </span>
      );
    }
    case "link":
      return (
        <a
          href={inline.href}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          className="text-accent underline underline-offset-2"
        >
          {inlines(inline.inside, people)}
        </a>
      );
  }
}
