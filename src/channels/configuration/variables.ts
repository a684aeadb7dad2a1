/** Reading one channel's environment variables: all of the required ones, or none. Every mistake becomes a sentence. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** What a variable should be, and how it is understood; undefined: not understood. */
export interface Form<Value> {
  readonly should: string;
  parse(value: string): Value | undefined;
}

const anyText: Form<string> = { should: "a text", parse: (value) => value };

export const matching = (should: string, pattern: RegExp): Form<string> => ({
  should,
  parse: (value) => (pattern.test(value) ? value : undefined),
});

export const aesKeyForm = matching(
  "the key of 43 letters and digits that the platform shows",
  /^[A-Za-z0-9+/]{43}$/,
);

export const apiUrlForm: Form<string> = {
  should: "an http(s) URL",
  parse: (value) => (URL.canParse(value) && /^https?:\/\//.test(value) ? value : undefined),
};

export interface VariableReader {
  readonly mistakes: readonly string[];
  /** What was asked for so far. */
  readonly names: readonly string[];
  /** The value; "" (and a mistake) where it is missing. */
  required(name: string): string;
  /** The value as understood; the fallback (and a mistake) where it is missing or not understood. */
  requiredAs<Value>(name: string, form: Form<Value>, fallback: Value): Value;
  optional(name: string): string | undefined;
  optionalAs<Value>(name: string, form: Form<Value>): Value | undefined;
  /** The base of a platform's API, where it is not the usual one. */
  apiUrl(name: string): string | undefined;
  /** Notes what no single variable shows. */
  mistake(sentence: string): void;
}

/**
 * @param whose "the channel dingtalk", for the sentence
 * @param beside a variable of the same that is set
 */
export function createVariableReader(
  env: Environment,
  whose: string,
  beside: string,
): VariableReader {
  const mistakes: string[] = [];
  const names: string[] = [];
  const optionalAs = <Value>(name: string, form: Form<Value>): Value | undefined => {
    names.push(name);
    const value = valueOf(env, name);
    const understood = value === undefined ? undefined : form.parse(value);
    if (value !== undefined && understood === undefined) {
      mistakes.push(`${name} should be ${form.should}`);
    }
    return understood;
  };
  const requiredAs = <Value>(name: string, form: Form<Value>, fallback: Value): Value => {
    if (valueOf(env, name) === undefined) {
      mistakes.push(`${name} is missing beside ${beside}; ${whose} needs it`);
    }
    return optionalAs(name, form) ?? fallback;
  };
  return {
    mistakes,
    names,
    required: (name) => requiredAs(name, anyText, ""),
    requiredAs,
    optional: (name) => optionalAs(name, anyText),
    optionalAs,
    apiUrl: (name) => optionalAs(name, apiUrlForm),
    mistake: (sentence) => void mistakes.push(sentence),
  };
}

/** undefined: not set, or blank. */
export function valueOf(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === undefined || value === "" ? undefined : value;
}
