export { createView, deleteView, listViews, updateView } from "#lib/inbox/views/views.ts";
