/**
 * Tells zod not to compile validators with `Function`, which the page's content security policy forbids. Import this
 * before any module that makes a schema.
 */
import { z } from "zod";

z.config({ jitless: true });
