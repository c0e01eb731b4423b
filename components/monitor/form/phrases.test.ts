import { expect, test } from "vitest";
import { parseCron } from "#lib/monitor/schedule/index.ts";
import { cronOfWords, phraseOf } from "./phrases.ts";

test.each([
  // As the API's text.
  ["every 15 minutes", "*/15 * * * *"],
  ["Daily at 9 a.m.", "0 9 * * *"],
  ["weekly", "0 0 * * 0"],
  // What people say.
  ["every weekday at 9am", "0 9 * * 1-5"],
  ["Every weekday at 9 a.m.", "0 9 * * 1-5"],
  ["on weekdays at 17:30", "30 17 * * 1-5"],
  ["weekdays 8:15", "15 8 * * 1-5"],
  ["at noon on weekdays", "0 12 * * 1-5"],
  ["every working day at 7 pm", "0 19 * * 1-5"],
  ["every day at noon", "0 12 * * *"],
  ["every day at 9 and 17", "0 9,17 * * *"],
  ["every day at 5pm and 9am", "0 9,17 * * *"],
  ["every monday at 9", "0 9 * * 1"],
  ["Mondays at midnight", "0 0 * * 1"],
  ["every Monday", "0 0 * * 1"],
  ["weekly on friday at 4:30 pm", "30 16 * * 5"],
  ["every tuesday and thursday at 12:05", "5 12 * * 2,4"],
  ["every Mon, Wed & Fri at 9 o’clock", "0 9 * * 1,3,5"],
  ["saturday and sunday at 10", "0 10 * * 0,6"],
  ["at weekends at 10am", "0 10 * * 0,6"],
  ["monday to friday at 9", "0 9 * * 1-5"],
  ["mon-thu 9am", "0 9 * * 1-4"],
  ["fri - mon at 9", "0 9 * * 5-6,0-1"],
  ["sat to sun at 9", "0 9 * * 6-7"],
  ["every 15 minutes during working hours", "*/15 8-18 * * 1-5"],
  ["every hour during business hours", "0 8-18 * * 1-5"],
  ["every 30 minutes during office hours on saturdays", "*/30 8-18 * * 6"],
  ["every half hour between 9 and 17", "*/30 9-16 * * *"],
  ["every 15 minutes from 9am to 5pm on weekdays", "*/15 9-16 * * 1-5"],
  ["hourly between 9 and 17 on weekdays", "0 9-17 * * 1-5"],
  ["hourly at :20 from 9 to 17", "20 9-17 * * *"],
  ["every 2 hours between 8 and 18", "0 8-18/2 * * *"],
  ["every 2 hours on weekdays", "0 */2 * * 1-5"],
  ["every 20 minutes from 10pm to 6am", "*/20 22-23,0-5 * * *"],
  ["every 20 minutes from 10pm to midnight", "*/20 22-23 * * *"],
  ["every 10 minutes on mondays", "*/10 * * * 1"],
  ["on the 1st of every month at 6", "0 6 1 * *"],
  ["on day 15 of every month at 06:30", "30 6 15 * *"],
  ["monthly", "0 0 1 * *"],
  ["every month on the 3rd at 9am", "0 9 3 * *"],
])("%s is %s", (phrase, cron) => {
  expect(cronOfWords(phrase)).toBe(cron);
  expect(parseCron(cron).ok).toBe(true);
});

test.each([
  "",
  "now and then",
  "every",
  "at",
  "every 7 minutes on mondays",
  "every 15 minutes at 9",
  "every other monday at 9",
  "every monday at 25",
  "every monday at 13pm",
  "every monday at 9:75",
  "every day at 9:00 and 17:30",
  "every monday every friday",
  "during working hours",
  "every weekday during working hours",
  "every 15 minutes between 9 and 9",
  "every 15 minutes between 9:30 and 17",
  "on the 32nd of every month",
  "twice a day",
  "every monday at 9 in Tokyo",
  "every 15 minutes every hour",
])("%s is not understood", (phrase) => {
  expect(cronOfWords(phrase)).toBeNull();
});

test.each([
  ["0 9 * * 1-5", "on weekdays at 09:00"],
  ["0 8 * * 0,1,4", "every Monday, Thursday and Sunday at 08:00"],
  ["0 6 1 * *", "on day 1 of every month at 06:00"],
  ["*/15 8-18 * * 1-5", "every 15 minutes during working hours"],
  ["0 8-18 * * 1-5", "every hour during working hours"],
  ["*/30 * * * *", "every 30 minutes"],
  ["0 9 * 1 *", null],
  ["*/15 9-17 * * *", null],
])("%s is said as %s, which means it", (cron, phrase) => {
  expect(phraseOf(cron)).toBe(phrase);
});
