# SPDX-License-Identifier: GPL-2.0-or-later
"""Articles in English as the program's index has them, for ranking_model.py: how often each counts a stem, how long it is and where its words are.

Accented words have one spelling, and paragraphs do not end."""

import functools
import re
import unicodedata

import numpy
import snowballstemmer

SHORTEST = 0.5  # of the average length: what is shorter counts as so long
CLOSE_BY = 8  # words apart
SHORTEST_TERM = 3  # bytes of a word that feedback learns
FEWEST_FOR_POLICY = 1000  # articles of an archive in which not all words have a term, and some pairs of words do
PAIR_WORDS, IN_ONE_OF = 200, 10  # so many of the words that one of so many articles has


def folded(text):
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def words_of(text):
    """Words, and units of words that are joined as in U.S. or 10,000: (word, first place, last place)."""
    text = folded(text)
    found = list(re.finditer(r"[^\W_]+", text))
    words = [(match.group(), place, place) for place, match in enumerate(found)]
    units, first = [], 0
    for place in range(1, len(found) + 1):
        if place < len(found) and joins(text, found[place - 1].end(), found[place].start()):
            continue
        if place - first > 1:
            units.append(("".join(match.group() for match in found[first:place]), first, place - 1))
        first = place
    return words, units


def joins(text, end, begin):
    if begin - end != 1:
        return False
    return text[end] in "'\u2018\u2019-\u2010\u2011&." or (text[end] == "," and text[end - 1].isdigit() and text[begin].isdigit())


class Numbers(dict):
    """Numbers what it is asked for."""

    def __missing__(self, key):
        self[key] = len(self)
        return self[key]


class Postings:
    """Columns of numbers by a key."""

    def __init__(self, keys, *columns):
        order = numpy.argsort(keys, kind="stable")
        self.keys, self.columns = keys[order], [column[order] for column in columns]

    def of(self, key):
        begin, end = numpy.searchsorted(self.keys, [key, key + 1])
        return [column[begin:end] for column in self.columns]


class Archive:
    NOWHERE = -1  # the number of what it does not have

    def __init__(self, articles):
        articles = sorted(articles, key=lambda article: article["id"])
        articles.sort(key=lambda article: article.get("date", ""), reverse=True)  # of equal weight, they are found in this order
        self.size = len(articles)
        self.numbers = {article["native_id"]: number for number, article in enumerate(articles)}
        self.words, self.stems, self.stem = Numbers(), Numbers(), functools.lru_cache(maxsize=None)(stem)
        self.text, self.title = (self.read(articles, field) for field in ("text", "title"))
        self.stem_of = numpy.array([self.stems[self.stem(word)] for word in self.words])
        self.can_tell = numpy.array([len(word.encode()) >= SHORTEST_TERM for word in self.words])
        self.terms_of, self.in_pairs = self.policy()
        self.title_stems = self.by_stem(self.title, (0, 1))
        self.place_words()

    def read(self, articles, field):
        """Columns: words and units by their numbers, the article, the first and last place, whether it is a unit."""
        rows = []
        for number, article in enumerate(articles):
            for is_unit, found in enumerate(words_of(article.get(field, ""))):
                rows += [(self.words[word], number, first, last, is_unit) for word, first, last in found]
        return numpy.array(rows, int).reshape(-1, 5).T

    def policy(self):
        """How many terms each word has, its stem's included, and whether it has terms together with others beside it."""
        is_number = numpy.array([word[0].isdigit() for word in self.words])
        if self.size < FEWEST_FOR_POLICY:
            return 2 - is_number, numpy.zeros(len(self.words), bool)
        words, articles = self.words_alone(self.text)
        frequency = numpy.bincount(numpy.unique(words * self.size + articles) // self.size, minlength=len(self.words))
        of_stem = numpy.bincount(self.stem_of, frequency)[self.stem_of]
        nearly_all = (frequency > 0) & (frequency * 10 >= of_stem * 6)
        times = numpy.bincount(words, minlength=len(self.words)) * (frequency * IN_ONE_OF >= self.size)
        most = numpy.argsort(-times)[:PAIR_WORDS]
        in_pairs = numpy.zeros(len(self.words), bool)
        in_pairs[most] = times[most] > 0
        return 2 - (is_number | nearly_all), in_pairs

    @staticmethod
    def words_alone(field):
        words, articles, *_, is_unit = field
        return words[is_unit == 0], articles[is_unit == 0]

    def place_words(self):
        """Puts all texts and titles into one row, with much room between them."""
        fields = numpy.concatenate([self.text, self.title + [[0], [self.size], [0], [0], [0]]], axis=1)
        words, articles, first, last, _ = fields
        self.room = 2 * int(last.max()) + 2 * CLOSE_BY
        self.places = Postings(words, articles * self.room + first, articles * self.room + last)

    def by_stem(self, field, opening):
        """Articles by stem, and how often each has it."""
        words, articles, first, *_ = field
        pairs, which = numpy.unique(self.stem_of[words] * self.size + articles, return_inverse=True)
        return Postings(pairs // self.size, pairs % self.size, numpy.bincount(which, counted(first, opening)))

    @functools.lru_cache(maxsize=None)
    def text_stems(self, opening):
        return self.by_stem(self.text, opening)

    @functools.lru_cache(maxsize=None)
    def lengths(self, titles, opening):
        """As parts of the average."""
        lengths = 1 + self.terms_in(self.text, opening)
        if titles:
            lengths += self.terms_in(self.title, (0, 1))
        return numpy.maximum(lengths / lengths.mean(), SHORTEST)

    def terms_in(self, field, opening):
        words, articles, first, *_ = field
        single = numpy.bincount(articles, self.terms_of[words] * counted(first, opening), self.size)
        words, articles = self.words_alone(field)
        paired = self.in_pairs[words[:-1]] & self.in_pairs[words[1:]] & (articles[:-1] == articles[1:])
        return single + numpy.bincount(articles[1:][paired], minlength=self.size)

    def words_of_text(self, article):
        begin, end = numpy.searchsorted(self.text[1], [article, article + 1])
        words, *_, is_unit = self.text[:, begin:end]
        return words[is_unit == 0]

    def articles_at(self, places):
        return numpy.unique(places // self.room % self.size)

    def articles_with_word(self, word):
        return len(self.articles_at(self.places.of(self.words.get(word, self.NOWHERE))[0]))

    def neighbours(self, left, right):
        """The articles that have both words close by, and those that have them beside each other in that order."""
        (left_first, left_last), (right_first, right_last) = (self.places.of(self.words.get(word, self.NOWHERE)) for word in (left, right))
        ahead, behind = gaps(left_last, right_first), gaps(right_last, left_first)
        close = numpy.concatenate([left_last[ahead <= CLOSE_BY], right_last[behind <= CLOSE_BY]])
        return self.articles_at(close), self.articles_at(left_last[ahead == 1])


def stem(word, stemmer=snowballstemmer.stemmer("english")):
    return word if re.search(r"\d", word) else stemmer.stemWord(word)


def counted(places, opening):
    return numpy.where(places < opening[0], opening[1], 1)


def gaps(ends, begins):
    """From each end to the next beginning behind it."""
    begins = numpy.append(begins, 1 << 60)
    return begins[numpy.searchsorted(begins, ends, side="right")] - ends
