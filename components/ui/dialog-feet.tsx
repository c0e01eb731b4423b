import { Button } from "#components/ui/button.tsx";
import { DialogClose } from "#components/ui/dialog.tsx";

/** The end of a form in a dialog: the way out, and the one verb that the dialog is for. */
export function DialogFeet({ verb, disabled }: { verb: string; disabled: boolean }) {
  return (
    <div className="flex justify-end gap-2">
      <DialogClose>
        <Button>Cancel</Button>
      </DialogClose>
      <Button type="submit" variant="primary" disabled={disabled}>
        {verb}
      </Button>
    </div>
  );
}
