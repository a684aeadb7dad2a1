/** A service account's key file, looked at before anything is called. In: its path. Out: what is wrong with it, as a sentence. */
import { createPrivateKey } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).type === "private";
  } catch {
    return false;
  }
}

const serviceAccount = z.object({
  type: z.literal("service_account"),
  client_email: z.string().regex(/^[^@\s]+@[^@\s]+$/),
  private_key: z.string().refine(isPrivateKey),
});

/**
 * What is wrong with a service-account key file, as a sentence that begins with the variable that names it; undefined when
 * nothing is.
 *
 * @see https://cloud.google.com/iam/docs/keys-create-delete
 */
export function credentialsMistake(
  file: string,
  name = "GOOGLE_APPLICATION_CREDENTIALS",
): string | undefined {
  if (!existsSync(file)) {
    return `${name}: there is no file ${file}; put the service account's key there (credentials.example.json shows its shape)`;
  }
  const shape = serviceAccount.safeParse(parsedJson(readFileSync(file, "utf8")));
  if (shape.success) return undefined;
  const fields = shape.error.issues.map((issue) => issue.path.join(".")).filter(Boolean);
  return `${name}: ${file} is not a service account's key${
    fields.length > 0 ? ` (look at ${[...new Set(fields)].join(", ")})` : ""
  }; credentials.example.json shows its shape`;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
