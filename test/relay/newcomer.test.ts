import type { Member } from "../../src/inventory/people/member";
import { newcomerOf } from "../../src/relay/newcomer";

const member: Member = {
  name: "陈静",
  department: "市场部",
  role: "staff",
  platform: "generic",
  account: "u-1",
};

describe("a newcomer's name", () => {
  it.each([
    ["陈晨；入库：A4纸 9箱", "u-2", "陈晨 入库 A4纸 9箱"],
    ["🌸", "u-2", "u-2"],
    ["；", "小陈；入库：A4纸\u202e", "小陈 入库 A4纸"],
  ])("%j of account %j is kept as %s on every platform", (shown, senderId, name) => {
    for (const platform of ["generic", "simulated", "whatsapp"]) {
      const { member: joined, namesake } = newcomerOf({ platform, senderId }, shown, [member]);
      expect(joined).toMatchObject({ name, platform, account: senderId });
      expect(namesake).toBeUndefined();
    }
  });

  it("that is a member's gets a number, whatever stands around it", () => {
    const { member: joined, namesake } = newcomerOf(
      { platform: "simulated", senderId: "u-2" },
      "「陈　静」",
      [member, { ...member, name: "陈静（2）", account: "u-3" }],
    );
    expect(joined.name).toBe("陈 静（3）");
    expect(namesake).toBe("陈静");
  });
});
