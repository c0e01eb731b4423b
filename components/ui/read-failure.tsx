import { Button } from "#components/ui/button.tsx";

/** Says that something could not be read and why, and asks for it again. */
export function ReadFailure({ what, error, retry }: { what: string; error: Error; retry: () => unknown }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md bg-error-soft px-3 py-2 text-sm"
    >
      <p className="text-error">
        {what} could not be read. {error.message}
      </p>
      <Button size="small" onClick={() => void retry()}>
        Try again
      </Button>
    </div>
  );
}
