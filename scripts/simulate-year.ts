/**
 * `npm run simulate-year`: a made-up year in the embedded sheet, read week after week by the relay's own code, and what it
 * said beside what was so.
 */
import { UsageError, command } from "./command";
import { casesOf, forecastRows, rate, weekLines } from "./simulate-year/findings";
import { lookAtYear, lookDays } from "./simulate-year/looks";
import { figureRows, namedRows, ownJudgement } from "./simulate-year/named";
import { createOffice } from "./simulate-year/office";
import { playYear, storyLines } from "./simulate-year/year";

const help = `npm run simulate-year -- [--seed N] [--items N] [--days N]

Plays the year 2026 of a made-up office, with seasons, public holidays and days worked instead, forgotten registrations that
counts find, a department that registers nothing for six weeks, a supplier who is late for two months, an item that nobody
wants any more, one that is wanted twice as much and one big take-out; lays what people would have written into an embedded
sheet; lets the relay read it every Friday and at each month's end; prints what it said beside what was so.

  --seed   another office and another year (default 7)
  --items  how many (default 120)
  --days   how many of the year (default 365)
`;

command(
  {
    help,
    options: {
      seed: { type: "string", default: "7" },
      items: { type: "string", default: "120" },
      days: { type: "string", default: "365" },
    },
  },
  async ({ values }) => {
    const number = (name: string, least: number, most: number): number => {
      const figure = Number(values[name]);
      if (Number.isInteger(figure) && figure >= least && figure <= most) return figure;
      throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`);
    };
    const seed = number("seed", 0, 2 ** 31);
    const days = number("days", 30, 365);
    const office = createOffice({ seed, items: number("items", 20, 2_000), days });
    const year = playYear(office, seed);
    console.log(storyLines(year, days).join("\n"));
    const looks = await lookAtYear(year, lookDays(year, days));
    const cases = casesOf(year, looks);
    console.log(`On 高风险缺货清单, and whether it would have run out in 7 days:`);
    console.log(`${weekLines(cases, year).join("\n")}\n`);
    const rows = [
      ["what", "said", "was"],
      ["---", "---", "---"],
      ...forecastRows(cases),
      [
        "what came of forecasts, by the relay",
        "",
        `right ${rate(ownJudgement(year, looks, cases))}`,
      ],
      ...namedRows(year, looks),
      ...figureRows(year, looks),
    ];
    console.log(rows.map((row) => `| ${row.join(" | ")} |`).join("\n"));
    console.log(`\n${looks.at(-1)?.texts.calibration ?? ""}`);
  },
);
