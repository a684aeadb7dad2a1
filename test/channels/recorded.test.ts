import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { readRecorded } from "../../src/channels/recordings/recorded";

interface Recording {
  readonly id: string;
  readonly description: string;
  readonly expect: Readonly<Record<string, unknown>> & { readonly kind: string };
}

const fixtures = path.join(__dirname, "fixtures");
const read = (file: string) => readFileSync(path.join(fixtures, file), "utf8");
const recordings = ["dev", "vectors"].flatMap((folder) =>
  readdirSync(path.join(fixtures, folder))
    .filter((name) => name !== "published-vectors.json")
    .map((name) => {
      const text = read(path.join(folder, name));
      return { text, ...(JSON.parse(text) as Recording) };
    }),
);

const shownFields = ["messageId", "groupId", "senderId", "senderName", "text", "timestamp"];

describe("a recorded webhook request", () => {
  it.each(recordings)("is read as its platform means it: $id", ({ text, expect: expected }) => {
    const shown = readRecorded(text, "@所有人") as unknown as Record<string, unknown>;
    expect(shown["kind"]).toBe(expected.kind);
    const fields = shownFields.filter(
      (name) => expected.kind !== "ignored" || expected[name] !== null,
    );
    for (const name of fields) expect({ [name]: shown[name] }).toEqual({ [name]: expected[name] });
    for (const name of ["reason", "replyTo", "messages", "lifecycle", "mentionsBot"]) {
      if (expected[name] !== undefined)
        expect({ [name]: shown[name] }).toEqual({ [name]: expected[name] });
    }
    if (expected["response"] !== undefined)
      expect(shown["response"]).toMatchObject(expected["response"] as object);
  });
});
