/**
 * Keeps zod from trying `Function` in the preload, where a policy may forbid it and nothing is validated anyway.
 * Imported first, before any module that makes a schema.
 */
import { z } from "zod";

z.config({ jitless: true });
