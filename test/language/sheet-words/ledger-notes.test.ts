import {
  answeredNote,
  noteForPeople,
  writeNote,
} from "../../../src/language/sheet-words/ledger-notes";

const id = "simulated:office:6cf3-4c0b#39";
const undo = (remark: string): string =>
  writeNote({ undoes: id, sentAt: "2026-11-22 09:30:00", remark });

it.each([
  ["an undone row's id is left out", writeNote({ undoes: id, sentAt: undefined, remark: "" }), ""],
  ["its own time stays", undo(""), "消息时间 2026-11-22 09:30:00"],
  ["an answered message's id is left out", answeredNote(id), ""],
  ["a remark in front of it stays", `布展用 ${answeredNote(id)}`, "布展用"],
  ["people's own words stay", "撤销 上次多领的：两包", "撤销 上次多领的：两包"],
])("of 备注 for people %s", (_, note, shown) => expect(noteForPeople(note)).toBe(shown));
