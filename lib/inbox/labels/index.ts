export {
  createLabel,
  deleteLabel,
  listLabels,
  readInboxSettings,
  updateInboxSettings,
  updateLabel,
} from "#lib/inbox/labels/labels.ts";
