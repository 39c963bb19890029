// SPDX-License-Identifier: GPL-2.0-or-later
// What -h and --help=TOPIC print.
#pragma once

namespace newsgrep {

inline constexpr const char* short_help = R"(newsgrep - searches an archive of news

  newsgrep "Superintelligence Labs"             the phrase (one argument with spaces)
  newsgrep Meta llama -Google                   all of the words, without Google
  newsgrep 'title:drought (wheat OR maize)'     fields, OR, parentheses
  newsgrep 'merger near/5 regulator' --since 2024-01 --sort newest
  newsgrep "rate cut" --json | jq .             for programs; also --csv, --tsv, -l, -c, --format
  newsgrep --show 5f1d2c3b4a596877              a whole article by its id

An index is made by: newsgrep-index FOLDER
More: newsgrep --help (all flags), --help=query (the query language), --help=dates, --fields
)";

inline constexpr const char* query_help = R"(The query language

  climate policy            both words, in any form (stems), in text or headline
  "climate policy"          the phrase: these words side by side, exactly as written
  {climate policy}          the phrase with its words in any form
  "rate bank cut"~2         the words in any order with at most 2 others between them
  climate OR weather        either;  a OR b c means (a OR b) AND c
  climate AND NOT policy    AND, OR, NOT in capitals; -policy and !policy exclude, too
  +climate policy           climate is required, policy only ranks higher
  (a OR b) AND c            parentheses group
  oil near/5 price          at most 5 words apart, as they are written; pre/5 in this order
  (oil OR gas*) w/5 "spot price"   phrases and groups near each other, also in parentheses
  (oil AND gas) w/5 price   both of them near the same price
  oil /s price              in one sentence; /p in one paragraph
  oil not w/5 price         oil somewhere without price near it; also not /s, not /p
  atleast3(oil)             three times or more in the text, or in the headline
  first50(oil)              within the first 50 words of the text
  lead:oil  hlead:oil       in its first two paragraphs; in the headline or these
  quote:(oil OR gas)        within quotation marks
  govern*  *gate  te*rorism  any letters in place of the star, also in phrases: "central bank*"
  wom?n  organi[sz]e        any one letter; one of these;  engineer$3 up to three more
  colour~  superintel~2     words one letter apart; two apart if they have six letters or more
  /(oil|gas)s?/             words that the regular expression fits as a whole
  title:/^exclusive/        a headline that begins so;  title:/quits$/ that ends so
  ~car  syn(car OR bus)     with the words that mean the same, by --synonyms FILE
  caps(Apple)               written with a capital; allcaps(RICO) all of it, nocaps(apple) none
  =elections                this form of the word only; =(a OR b) of all words in it
  title:word text:"a b"     in one field; all fields: newsgrep --fields
  site:example.com          from this host or one below it
  words:200..500 wc>1000    so many words of text;  has:byline  has that field
  oil^3 OR gas              oil counts three times as much in the ranking
  @name                     the saved query of that name
  sort:date                 the newest first;  sort:-date the oldest
  date:2024-03 since:2024   dates: newsgrep --help=dates

An argument with spaces and no operator is a phrase: newsgrep "climate policy" Meta is
the phrase AND Meta. -F reads every argument as a phrase, -w none.
Saved queries are in the file queries, a name and its query on a line, and synonyms in the
file synonyms, in ~/.config/newsgrep or in the index folder.
Queries for other archives: --dialect=factiva, nexis, proquest, lucene; --translate.
-word is an exclusion unless it is a flag: newsgrep Meta -Llama. After -- everything is.
)";

inline constexpr const char* dates_help = R"(Dates of publication

  date:2024  date:2024-03  date:2024-03-05  date:2024-Q1  date:2024-W09  date:2010s
  date:2024-01..2024-03    both ends included; either may be left out
  date between 2024-01 and 2024-03;  date:>=2024-01  date:<2024-04
  date:2024-03-01/P1M      a month from that day on;  date:P10D/ from ten days ago on
  since:2024-03 until:...  inclusive;  after:2024 before:2024 exclude the whole period named
                           Dates are days; of a time of day its day counts, on either side.
  date:today  date:yesterday  date:monday  date:"last week"  date:this-month
  date:7d  date:"last 7 days"  date:past-year      counted back from today
  date:now-7d  date:now/w  date:now-1M/M           as Elasticsearch has them
  date:"9 April 2026"  date:april-2026  date:none  (articles without a date)
  seen:2024 modified:7d    when a crawler fetched it; when it was changed last

--since and --until take the same forms. --now and --tz make relative dates reproducible.
)";

}  // namespace newsgrep
