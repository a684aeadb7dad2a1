/**
 * Where a driver may call. The API's own base comes from the settings; a URL out of a payload is only called when its
 * host belongs to the platform (or is that base, so that a local fake can stand in).
 */

/** A base without a slash at its end. */
export function baseOf(apiUrl: string | undefined, standard: string): string {
  return (apiUrl ?? standard).replace(/\/+$/, "");
}

/** Whether a URL out of a payload may be called. `hosts`: whole names, or `.example.com` for everything under it. */
export function mayCall(url: string, hosts: readonly string[], apiBase: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin, username } = new URL(url);
  if (origin === new URL(apiBase).origin) return true;
  const known = hosts.some((host) =>
    host.startsWith(".") ? hostname.endsWith(host) : hostname === host,
  );
  return known && protocol === "https:" && username === "" && new URL(url).port === "";
}
