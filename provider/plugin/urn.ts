/** The engine's name for a resource: `urn:pulumi:<stack>::<project>::<types of parents>$<type>::<name>`. */

/** The resource's name in its program. */
export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

/** The resource's own type. */
export const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";
