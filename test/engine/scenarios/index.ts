/** Every scenario, in the order in which to read them. */

import { failures } from "./failure.ts";
import { lifecycle } from "./lifecycle.ts";
import { providers } from "./providers.ts";
import { refreshes } from "./refresh.ts";
import { replacements } from "./replacement.ts";
import type { Scenario } from "./scenario.ts";

/** To be run by each engine. */
export const scenarios: Scenario[] = [...lifecycle, ...replacements, ...failures, ...refreshes, ...providers];
