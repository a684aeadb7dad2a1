/** The environment variables of each adapter. In: the environment. Out: settings of those that are on; each mistake is a sentence more. */
import {
  aesKeyForm,
  apiUrlForm,
  createVariableReader,
  valueOf,
  type Environment,
  type Form,
  type VariableReader,
} from "../channels/configuration/variables";
import type { ErpnextSettings } from "./erpnext/webhook";
import type { KingdeeSettings } from "./kingdee/query";
import { isAppId } from "./kingdee/signature";
import type { YonbipSettings } from "./yonbip/event";

export interface ErpSettings {
  readonly kingdee?: KingdeeSettings;
  readonly yonbip?: YonbipSettings;
  readonly erpnext?: ErpnextSettings;
}

const appIdForm: Form<string> = {
  should: "the whole App ID, 123456_ABC…, as its page of authorised systems shows it",
  parse: (value) => (isAppId(value) ? value : undefined),
};
const originForm: Form<string> = {
  should: apiUrlForm.should,
  parse: (value) =>
    apiUrlForm
      .parse(value)
      ?.replace(/\/+$/, "")
      .replace(/\/K3Cloud$/i, ""),
};
const secondsForm: Form<number> = {
  should: "a whole number of seconds, 1 to 3600",
  parse: (value) => {
    const seconds = /^\d{1,4}$/.test(value) ? Number(value) : 0;
    return seconds >= 1 && seconds <= 3_600 ? seconds : undefined;
  },
};
const secretForm: Form<string> = {
  should: "a secret of at least 16 characters",
  parse: (value) => (value.length >= 16 ? value : undefined),
};

const eventsForm: Form<readonly string[]> = {
  should: "codes of events as its page of subscriptions shows them, separated by commas",
  parse(value) {
    const codes = value.split(",").map((code) => code.trim());
    return codes.every((code) => /^[\w.-]{1,60}$/.test(code)) ? codes : undefined;
  },
};

const kingdeeNames = [
  "KINGDEE_URL",
  "KINGDEE_APP_ID",
  "KINGDEE_APP_SECRET",
  "KINGDEE_ACCOUNT",
  "KINGDEE_USER",
] as const;
const yonbipNames = ["YONBIP_APP_KEY", "YONBIP_APP_SECRET", "YONBIP_AES_KEY"] as const;

const readKingdee = (from: VariableReader): KingdeeSettings => ({
  url: from.requiredAs("KINGDEE_URL", originForm, ""),
  appId: from.requiredAs("KINGDEE_APP_ID", appIdForm, ""),
  appSecret: from.required("KINGDEE_APP_SECRET"),
  account: from.required("KINGDEE_ACCOUNT"),
  user: from.required("KINGDEE_USER"),
  org: from.optional("KINGDEE_ORG"),
  everySeconds: from.optionalAs("KINGDEE_EVERY_SECONDS", secondsForm) ?? 60,
});

const readYonbip = (from: VariableReader): YonbipSettings => ({
  appKey: from.required("YONBIP_APP_KEY"),
  appSecret: from.required("YONBIP_APP_SECRET"),
  aesKey: from.requiredAs("YONBIP_AES_KEY", aesKeyForm, ""),
  url: from.optionalAs("YONBIP_URL", originForm),
  events: from.optionalAs("YONBIP_EVENTS", eventsForm),
});

const readErpnext = (from: VariableReader): ErpnextSettings => ({
  webhookSecret: from.requiredAs("ERPNEXT_WEBHOOK_SECRET", secretForm, ""),
});

/** One that is half set is a mistake, never silently off. */
export function readErpSettings(environment: Environment, mistakes: string[]): ErpSettings {
  const read = <Settings>(
    name: keyof ErpSettings,
    names: readonly string[],
    readFrom: (from: VariableReader) => Settings,
  ): Settings | undefined => {
    const beside = names.find((each) => valueOf(environment, each) !== undefined);
    if (beside === undefined) return undefined;
    const from = createVariableReader(environment, `the adapter ${name}`, beside);
    const found = readFrom(from);
    mistakes.push(...from.mistakes);
    return found;
  };
  const kingdee = read("kingdee", kingdeeNames, readKingdee);
  const yonbip = read("yonbip", yonbipNames, readYonbip);
  const erpnext = read("erpnext", ["ERPNEXT_WEBHOOK_SECRET"], readErpnext);
  return {
    ...(kingdee && { kingdee }),
    ...(yonbip && { yonbip }),
    ...(erpnext && { erpnext }),
  };
}
