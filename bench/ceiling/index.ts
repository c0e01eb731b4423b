import { startHelper } from "../helper.ts";

/** `asMarkdown` false: fetch and SHA-256; true: fetch and mdream. Both insert a row a page, 500 a statement. */
export type CeilingJob = { urls: string[]; concurrency: number; asMarkdown: boolean };
export type Ceiling = {
  /** Which build of mdream it converts with. */
  engine: string;
  /** @returns pages a second */
  rate(job: CeilingJob): Promise<number>;
  close(): Promise<void>;
};

/** The raw ceilings: undici, sha-256 or mdream, and PostgreSQL's fastest insert, with nothing a product needs. */
export async function startCeiling(databaseUrl: string): Promise<Ceiling> {
  const { helper, hello } = await startHelper<CeilingJob, { engine: string; ms: number }>(
    "ceiling/process.ts",
    [databaseUrl],
  );
  return {
    engine: hello.engine,
    async rate(job) {
      const { ms } = await helper.ask(job);
      return (job.urls.length / ms) * 1000;
    },
    close: () => helper.close(),
  };
}
