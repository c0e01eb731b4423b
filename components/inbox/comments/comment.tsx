"use client";

import { lazy, Suspense, useState } from "react";
import { api } from "#components/data/api.ts";
import { Compose } from "#components/inbox/comments/compose.tsx";
import { Avatar } from "#components/inbox/presence/avatar.tsx";
import { buttonLook } from "#components/ui/button-look.ts";
import { Confirm } from "#components/ui/confirm.tsx";
import { exactTime, Time } from "#components/ui/time.tsx";
import type { CommentAnswer } from "#lib/inbox/comments/model.ts";

// The reader of Markdown is no part of a first load: until it is there, the text stands as it was typed.
const SmallText = lazy(async () => ({
  default: (await import("#components/inbox/comments/small-text.tsx")).SmallText,
}));

/** A comment, which its author can edit and delete where it stands. */
export function CommentView({
  comment,
  changed,
}: {
  comment: CommentAnswer;
  changed: () => Promise<unknown>;
}) {
  const [editing, setEditing] = useState(false);
  const path = `/v2/changes/${comment.itemId}/comments/${comment.id}`;
  const name = comment.by?.name ?? comment.by?.email ?? comment.byName;
  const save = async (text: string) => {
    await api(path, { method: "PATCH", body: { text } });
    await changed();
    setEditing(false);
  };
  const remove = async () => {
    await api(path, { method: "DELETE" });
    await changed();
  };
  return (
    <li
      id={`comment-${comment.id}`}
      className="group grid scroll-mt-16 grid-cols-[auto_1fr] gap-x-2.5 text-base"
    >
      <Avatar
        person={comment.by ?? { name: comment.byName, email: comment.byName }}
        className="mt-0.5 size-6"
      />
      <div className="min-w-0">
        <p className="flex min-h-6 flex-wrap items-center gap-x-2 text-sm">
          <span className="font-medium">{name}</span>
          <span className="text-muted">
            <Time iso={comment.createdAt} />
            {comment.editedAt && <span title={exactTime(new Date(comment.editedAt))}> · edited</span>}
          </span>
          {comment.mine && !editing && (
            <span className="ml-auto flex gap-1 opacity-0 focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
              <button
                type="button"
                onClick={() => setEditing(true)}
                className={buttonLook({ variant: "quiet", size: "small" })}
              >
                Edit
              </button>
              <Confirm
                trigger={
                  <button type="button" className={buttonLook({ variant: "quiet", size: "small" })}>
                    Delete
                  </button>
                }
                title="Delete this comment?"
                consequence="It goes for everybody, and with it the marks of those it mentions."
                verb="Delete comment"
                act={remove}
              />
            </span>
          )}
        </p>
        {editing ? (
          <Compose
            draftOf={`edit ${comment.id}`}
            initial={comment.text}
            label="Edit the comment"
            verb="Save"
            send={save}
            cancel={() => setEditing(false)}
          />
        ) : (
          <Suspense fallback={<p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{comment.text}</p>}>
            <SmallText text={comment.text} mentions={comment.mentions} />
          </Suspense>
        )}
      </div>
    </li>
  );
}
