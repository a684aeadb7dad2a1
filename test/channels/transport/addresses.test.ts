import { mayCall } from "../../../src/channels/transport/addresses";

const hosts = ["oapi.dingtalk.com", "api.dingtalk.com"];

describe("an address out of a payload", () => {
  it.each([
    "https://oapi.dingtalk.com/robot/sendBySession?session=s",
    "https://api.dingtalk.com/v1.0/robot",
    "http://127.0.0.1:4100/fake/robot/sendBySession",
  ])("is called when it belongs to the platform or the configured API: %s", (url) => {
    expect(mayCall(url, hosts, "http://127.0.0.1:4100/fake")).toBe(true);
  });

  it.each([
    "http://oapi.dingtalk.com/robot",
    "https://oapi.dingtalk.com:8443/robot",
    "https://user@oapi.dingtalk.com/robot",
    "https://oapi.dingtalk.com@evil.example/robot",
    "https://oapi.dingtalk.com.evil.example/robot",
    "https://page.dingtalk.com/robot",
    "http://user:word@127.0.0.1:4100/fake/robot",
    "http://127.0.0.1:4100/metrics",
    "http://127.0.0.1:4100/fake/../metrics",
    "http://127.0.0.1:41001/fake/robot",
    "file:///etc/passwd",
    "robot/sendBySession",
  ])("is not called when it belongs to anybody else: %s", (url) => {
    expect(mayCall(url, hosts, "http://127.0.0.1:4100/fake")).toBe(false);
  });
});
