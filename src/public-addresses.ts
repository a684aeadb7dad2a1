/**
 * Which addresses lie in the public internet: where people outside may have a call sent to, nothing of the own network
 * answers. Looked at when a connection is made, so that no answer of DNS changes it afterwards.
 */
import { lookup } from "node:dns";
import { BlockList, isIP, isIPv6, type LookupFunction } from "node:net";

/** @see https://www.iana.org/assignments/iana-ipv4-special-registry */
const specialV4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Within 2000::/3, outside of which nothing is public: what holds IPv4 addresses, and what is for documents. @see https://www.iana.org/assignments/iana-ipv6-special-registry */
const specialV6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const special = new BlockList();
for (const [net, prefix] of specialV4) special.addSubnet(net, prefix, "ipv4");
for (const [net, prefix] of specialV6) special.addSubnet(net, prefix, "ipv6");
const global = new BlockList();
global.addSubnet("2000::", 3, "ipv6");

/**
 * @example isPublicAddress("169.254.169.254") // false
 * @example isPublicAddress("::ffff:127.0.0.1") // false
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (isIPv6(bare)) return global.check(bare, "ipv6") && !special.check(bare, "ipv6");
  return isIP(bare) === 4 && !special.check(bare, "ipv4");
}

const isPrivate = "is no public address";

/** A call was refused since it would have gone to the own network. */
export class PrivateAddressError extends Error {
  override readonly name = "PrivateAddressError";
  constructor(host: string) {
    super(`${host} ${isPrivate}`);
  }
}

/** Whether that is why a call failed: `fetch` may tell it in an error of its own. */
export function isPrivateRefusal(error: unknown): boolean {
  const { cause } = Object(error) as { readonly cause?: { readonly message?: unknown } };
  return (
    cause !== undefined && (String(cause.message).endsWith(isPrivate) || isPrivateRefusal(cause))
  );
}

/** Whether a host is written as an address that is not public. */
export const isPrivateLiteral = (host: string): boolean =>
  isIP(host.replace(/^\[|\]$/g, "")) !== 0 && !isPublicAddress(host);

/** Looks a name up; one that has any address which is not public is refused. */
export const lookUpPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses;
    if (error !== null) callback(error, "");
    else if (!addresses.every(({ address }) => isPublicAddress(address)))
      callback(new PrivateAddressError(hostname), "");
    else if (options.all === true) callback(null, addresses);
    else callback(null, first?.address ?? "", first?.family);
  });
};
