import { envFileProblems } from "../src/environment";
import { knownNames } from "../src/settings";

const problems = (text: string) => envFileProblems(text, knownNames());

describe("a .env file", () => {
  it.each<[string, readonly string[]]>([
    ["PORT=3000\n\n# a comment\nexport HOST=127.0.0.1\nTELEGRAM_BOT_TOKEN=1:a", []],
    ["DATABASE_URL=x\nTZ=Asia/Shanghai", []],
    ['GENERIC_WEBHOOK_SECRET="a\nb"\nPORT=1', []],
    ["PROT=3316", [".env line 1: PROT is not read; is PORT meant?"]],
    ["port=3316", [".env line 1: port is not read; is PORT meant?"]],
    ["\nSPREADSHET_ID=x", [".env line 2: SPREADSHET_ID is not read; is SPREADSHEET_ID meant?"]],
    [
      "TELEGRAM_BOT_TOKN=x",
      [".env line 1: TELEGRAM_BOT_TOKN is not read; is TELEGRAM_BOT_TOKEN meant?"],
    ],
    ["PORT 3000", [".env line 1 is not NAME=value, and is not read"]],
    ["<<<<<<", [".env line 1 is not NAME=value, and is not read"]],
  ])("%j", (text, told) => {
    expect(problems(text)).toEqual(told);
  });
});
