/**
 * Property tests take the same documents in every run of `npm test`: what fails then is what was changed. New ones are
 * for `npm run test:full`, which takes others each time; fast-check prints the seed of what fails.
 */
import fc from "fast-check";

fc.configureGlobal({ seed: 20_261_127 });
