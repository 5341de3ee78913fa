/** What imports and exports have to say beside their results: the sentences of the command line. */
import { type NoticeCode, noticeSentences, singleSentences } from "../../../shared/exchange-notices.ts";

const single = Object.fromEntries(Object.entries(singleSentences).map(([code, text]) => [`${code}_one`, text]));

export const enNotices: Record<NoticeCode, string> = { ...single, ...noticeSentences };
