import { expect, it } from "vitest";
import { isSpecialAddress } from "../../../../cli/report/pictures/specialAddresses";

it.each([
  ["8.8.8.8", false],
  ["100.63.255.255", false],
  ["172.32.0.1", false],
  ["2600::1", false],
  ["0.0.0.0", true],
  ["10.1.2.3", true],
  ["100.64.0.1", true],
  ["100.100.100.200", true],
  ["127.0.0.1", true],
  ["169.254.169.254", true],
  ["172.31.255.255", true],
  ["192.168.1.1", true],
  ["198.19.0.1", true],
  ["224.0.0.1", true],
  ["255.255.255.255", true],
  ["::", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:8.8.8.8", true],
  ["64:ff9b::a00:1", true],
  ["fc00::1", true],
  ["fe80::1", true],
  ["ff02::1", true],
  ["2001:db8::1", true],
  ["2002:a00:1::", true],
  ["no address", true],
])("%s is of the public Internet, or not (special: %s)", (address, isSpecial) => {
  expect(isSpecialAddress(address)).toBe(isSpecial);
});
