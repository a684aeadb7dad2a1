import { shownSerial, zoneFault } from "../../src/sheet/api/times";

const now = new Date("2026-11-24T02:00:00Z");

it.each([
  ["Asia/Shanghai", "America/New_York", true],
  ["Asia/Shanghai", "Asia/Hong_Kong", false],
  ["Europe/London", "UTC", true],
  [undefined, "America/New_York", false],
  ["Asia/Shanghai", undefined, false],
  ["Asia/Shanghai", "Mars/Olympus", false],
])("TIMEZONE %s and a spreadsheet of %s: a fault is %s", (own, spreadsheet, isFault) => {
  const fault = zoneFault(own, spreadsheet, now);
  expect(fault !== undefined).toBe(isFault);
  if (isFault) expect(fault).toContain(`TIMEZONE is ${String(own)}`);
});

it.each([
  [46354, "2026-11-28"],
  [46354.3541666666667, "2026-11-28 08:30"],
  [0.3541666666666667, "08:30"],
  [1e300, "1e+300"],
])("%f that is shown as a time is %s", (serial, shown) => {
  expect(shownSerial(serial)).toBe(shown);
});
