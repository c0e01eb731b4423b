// @vitest-environment jsdom
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { MeProvider } from "#components/shell/me.tsx";
import type { DeliveryAnswer } from "#lib/delivery/model.ts";
import { ANA } from "#testing/inbox-items.ts";
import { refusal, setUpScreens } from "#testing/screen.tsx";
import { Deliveries } from "./deliveries.tsx";
import { SigningSecret } from "./signing-secret.tsx";

const { draw, answer, calls } = setUpScreens();

const delivery = (id: string, more: Partial<DeliveryAnswer> = {}): DeliveryAnswer => ({
  id,
  monitor: { id: "m", name: "Acme pricing" },
  checkId: "c",
  channel: "webhook",
  to: "hooks.acme.example",
  event: "monitor.check.completed",
  status: "delivered",
  reason: null,
  attempts: 1,
  statusCode: 200,
  nextAttemptAt: null,
  createdAt: "2026-11-27T12:00:00.000Z",
  finishedAt: "2026-11-27T12:00:01.000Z",
  ...more,
});
const secret = (more = {}) => ({
  data: { createdAt: "2026-11-27T12:00:00.000Z", shown: false, usable: true, previousUntil: null, ...more },
});
const as = (role: "owner" | "member", part: React.ReactNode) =>
  draw(<MeProvider me={{ ...ANA, role }}>{part}</MeProvider>);

test("a delivery says what became of it and why, its tries are a press away, and it can be sent again", async () => {
  const failed = delivery("d1", { status: "failed", statusCode: 500, reason: "It answered 500." });
  answer("GET /v2/deliveries", { data: [failed, delivery("d2")] });
  answer("GET /v2/deliveries/d1", {
    data: {
      ...failed,
      tries: [
        {
          number: 1,
          startedAt: failed.createdAt,
          durationMs: 12,
          statusCode: 500,
          error: null,
          answer: "<b>broken",
        },
      ],
    },
  });
  answer("POST /v2/deliveries/d1/send-again", { data: failed });
  const { user } = as("member", <Deliveries />);
  const [row] = await screen.findAllByRole("listitem");
  const first = within(row as HTMLElement);
  expect(first.getByText("Gave up")).toBeTruthy();
  expect(first.getByText("It answered 500.")).toBeTruthy();
  await user.click(first.getByRole("button", { name: "Tries" }));
  expect(await first.findByText("<b>broken")).toBeTruthy();
  await user.click(first.getByRole("button", { name: "Send again" }));
  await waitFor(() => expect(calls("POST /v2/deliveries/d1/send-again")).toHaveLength(1));
  await user.selectOptions(screen.getByLabelText("Show"), "failed");
  await waitFor(() => expect(calls("GET /v2/deliveries").at(-1)?.query.get("status")).toBe("failed"));
});

test("a secret is shown once, and says when it was", async () => {
  answer("GET /v2/team/webhook-secret", secret());
  answer("POST /v2/team/webhook-secret/reveal", { data: { secret: "whsec_abc" } });
  const { user } = as("owner", <SigningSecret />);
  const show = await screen.findByRole("button", { name: "Show the secret" });
  answer("GET /v2/team/webhook-secret", secret({ shown: true }));
  await user.click(show);
  expect(await screen.findByText("whsec_abc")).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole("button", { name: "Show the secret" })).toBeNull());
});

test("one that AUTH_SECRET no longer opens says so; what is refused is told; a member is told whom to ask", async () => {
  answer("GET /v2/team/webhook-secret", secret({ usable: false }));
  answer("POST /v2/team/webhook-secret/rotate", refusal(503, "The database does not answer."));
  const { user, unmount } = as("owner", <SigningSecret />);
  expect(await screen.findByText(/AUTH_SECRET is another one now/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Make another secret" }));
  const question = within(await screen.findByRole("dialog", { name: "Make another secret?" }));
  await user.click(question.getByRole("button", { name: "Make another secret" }));
  expect(await screen.findAllByText("The database does not answer.")).not.toHaveLength(0);
  unmount();
  as("member", <SigningSecret />);
  expect(await screen.findByText(/Your role in this team is member/)).toBeTruthy();
});
