import { lookup, type LookupOptions } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** IPv4 that is not the public Internet: the IANA IPv4 Special-Purpose Address Registry, multicast and reserved. */
const specialIpv4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
] as const;

/** IPv6 that is: global unicast, but for what carries other addresses or is for documentation (the same registry of IPv6). */
const globalIpv6 = "2000::/3";
const specialIpv6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"] as const;

const blocked = new BlockList();
for (const range of specialIpv4) add(blocked, range, "ipv4");
for (const range of specialIpv6) add(blocked, range, "ipv6");
const global = new BlockList();
add(global, globalIpv6, "ipv6");

function add(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [address = "", bits] = range.split("/");
  list.addSubnet(address, Number(bits), family);
}

/** Whether an address is private, loopback, link-local or otherwise not of the public Internet. */
export function isSpecialAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return blocked.check(address, "ipv4");
  // An IPv4 address in the form of an IPv6 one is not global unicast.
  return family !== 6 || !global.check(address, "ipv6") || blocked.check(address, "ipv6");
}

/** A host whose address may not be connected to. */
export class SpecialAddressError extends Error {
  override readonly name = "SpecialAddressError";
}

/** Resolves names for a connection, and refuses special addresses: what is checked is what is connected to. */
export const publicLookup: LookupFunction = (host, options: LookupOptions, callback) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, []);
    const special = addresses.find(({ address }) => isSpecialAddress(address));
    if (special !== undefined) return callback(new SpecialAddressError(special.address), []);
    const [first] = addresses;
    if (options.all === true || first === undefined) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};
