/** How long a process of a measurement may run; the longest ones take minutes. */
export const deadlineMs = 3_600_000;
