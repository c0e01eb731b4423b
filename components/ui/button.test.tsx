// @vitest-environment jsdom
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Button } from "./button.tsx";

test("a button is none of a form's own unless it says so, and tells its press", async () => {
  const press = vi.fn();
  render(<Button onClick={press}>Run now</Button>);
  const button = screen.getByRole("button", { name: "Run now" });
  expect(button.getAttribute("type")).toBe("button");
  await userEvent.click(button);
  expect(press).toHaveBeenCalledOnce();
});
