/** The id of a video that a test makes up; another number is another id. */
export const mediaIdFor = (index: number): string => index.toString(16).padStart(32, "0");

/** The ids of the media of the examples, from 1 on. */
export const exampleIdFor = (index: number): string => `6cc3aa66d1cb4bb2adf14e726c0a000${index}`;
