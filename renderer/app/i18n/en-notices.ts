/** What imports and exports have to say beside their results: the sentences of the command line. */
import { noticeSentences } from "../../../shared/exchange-notices.ts";

export const enNotices = noticeSentences;
