/**
 * Keeps zod from compiling validators with `Function`, which the page's content security policy forbids, in the page
 * and in its preload. Imported first, before any module that makes a schema.
 */
import { z } from "zod";

z.config({ jitless: true });
