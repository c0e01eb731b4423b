export { previewPage } from "#lib/preview/preview-page.ts";
