export { addComment, deleteComment, editComment, listComments } from "#lib/inbox/comments/comments.ts";
