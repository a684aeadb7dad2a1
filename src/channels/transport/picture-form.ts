/** The form by which most platforms take a picture: some fields, and the PNG as a file. */
import type { Picture } from "../channel";

/** `file`: the name of the file's field. */
export function pictureForm(
  file: string,
  { png }: Picture,
  fields: Readonly<Record<string, string>> = {},
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append(file, new Blob([new Uint8Array(png)], { type: "image/png" }), "picture.png");
  return form;
}
