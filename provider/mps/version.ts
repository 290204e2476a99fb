/** This package's version; equal to package.json's (a test says so). */
export const version = "0.1.0";
