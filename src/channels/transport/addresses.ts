/**
 * Where a driver may call. The API's own base comes from the settings; a URL out of a payload is only called when its
 * host belongs to the platform (or is that base, so that a local fake can stand in).
 */

/** A base without a slash at its end. */
export function baseOf(apiUrl: string | undefined, standard: string): string {
  return (apiUrl ?? standard).replace(/\/+$/, "");
}

/** Whether a URL out of a payload may be called: under the API's base, or by HTTPS on one of the hosts. */
export function mayCall(url: string, hosts: readonly string[], apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const { href } = new URL(url);
  const bases = [apiBase, ...hosts.map((host) => `https://${host}`)];
  return bases.some((base) => href.startsWith(`${new URL(base).href.replace(/\/$/, "")}/`));
}
