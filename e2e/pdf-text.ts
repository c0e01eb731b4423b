import { extractText, getDocumentProxy } from "unpdf";

/** The words that stand on the pages of a PDF, without any blanks between the runs they are written in. */
export async function textOfPdf(pdf: Buffer): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: true });
  return text;
}
