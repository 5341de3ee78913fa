/**
 * Node's HTTP. To import it would be to ask it for all that it offers, and so to load `fetch` and what belongs to that: a
 * fifth of the time that the program takes to start.
 */
export const { createServer, request, STATUS_CODES } = process.getBuiltinModule("node:http");
