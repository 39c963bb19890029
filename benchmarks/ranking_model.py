# SPDX-License-Identifier: GPL-2.0-or-later
"""A model of the program's ranking with --or, in which every part of it can be set: of words, AND, OR and parentheses, in English. For ranking_folds.py.

What it leaves out: accented words in two spellings, phrases, and what Xapian rounds."""

import collections
import functools
import re
import typing
import unicodedata

import numpy
import snowballstemmer

SATURATION, SHORTEST = 1.2, 0.5  # BM25's k1; of the average length: what is shorter counts as so long
CLOSE_BY, TELLING_RARITY, LOOKED_AT = 8, 1.25, 50  # of proximity: words apart, of a word that counts, articles
SHORTEST_TERM, FEWEST_ARTICLES = 3, 2  # of feedback: bytes of a word, articles that have its stem
FEWEST_FOR_POLICY = 1000  # articles of an archive whose words may have no term beside their stem
STOP_WORDS = set(
    """a about an and are as at be been being but by did do does for from had has have he her him his how if in into is it its no not of on or other our
    she should so some such than that the their them then there these they this those to under up was we were what when where which while who whom whose
    will with would you""".split())


class Setting(typing.NamedTuple):
    stop_words: bool = True
    titles: int = 0  # how often their words count
    opening: tuple = (0, 1)  # so many words of the text count so often
    slope: tuple = (0.75, 0)  # BM25's b, and what each word of the query adds to it, up to .75
    proximity: tuple = (0, 1)  # the part of the rarity that it is worth, and times that if adjacent
    feedback: tuple = ()  # articles, terms, and what these add at most as a part of the best score


OWN = Setting(True, 2, (50, 2), (0.4, 0.05), (0.2, 1.5), (5, 60, 1.5))  # the program's


# Words


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


# The archive


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
        self.terms_of = 2 - self.without_own_term()
        self.title_stems = self.by_stem(self.title, (0, 1))
        self.place_words()

    def read(self, articles, field):
        """Columns: words and units by their numbers, the article, the first and last place, whether it is a unit."""
        rows = []
        for number, article in enumerate(articles):
            for is_unit, found in enumerate(words_of(article.get(field, ""))):
                rows += [(self.words[word], number, first, last, is_unit) for word, first, last in found]
        return numpy.array(rows, int).reshape(-1, 5).T

    def without_own_term(self):
        """Words that have a term for their stem alone: numbers, and those that are nearly all that has their stem."""
        without = numpy.array([word[0].isdigit() for word in self.words])
        if self.size < FEWEST_FOR_POLICY:
            return without
        words, articles, *_, is_unit = self.text
        pairs = numpy.unique(words[is_unit == 0] * self.size + articles[is_unit == 0])
        frequency = numpy.bincount(pairs // self.size, minlength=len(self.words))
        sums = numpy.bincount(self.stem_of, frequency)[self.stem_of]
        return without | ((frequency > 0) & (frequency * 10 >= sums * 6))

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
        words, articles, first, *_ = self.text
        lengths = 1 + numpy.bincount(articles, self.terms_of[words] * counted(first, opening), self.size)
        if titles:
            lengths += numpy.bincount(self.title[1], self.terms_of[self.title[0]], self.size)
        return numpy.maximum(lengths / lengths.mean(), SHORTEST)

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


# Queries


class Leaf(typing.NamedTuple):
    term: str  # a word, or a unit of several
    parts: tuple  # words that it is written of


class Node(typing.NamedTuple):
    every: bool  # of the children is wanted, or any
    children: list


def read_query(text):
    """As the program does with --or: AND binds closest, then OR, then nothing at all, which means OR as well."""
    tokens = collections.deque(token for token in re.findall(r"[()]|[^\s()]+", text) if token in "()" or re.search(r"[^\W_]", token))

    def read_one():
        token = tokens.popleft()
        if token == "(":
            inner = read_any()
            if tokens:
                tokens.popleft()
            return inner
        words, units = words_of(token)
        leaves = [Leaf(unit, tuple(word for word, place, _ in words if first <= place <= last)) for unit, first, last in units]
        inside = {place for _, first, last in units for place in range(first, last + 1)}
        leaves += [Leaf(word, ()) for word, place, _ in words if place not in inside]
        return leaves[0] if len(leaves) == 1 else Node(True, leaves)

    def read_every():
        children = [read_one()]
        while tokens and tokens[0] == "AND":
            tokens.popleft()
            children.append(read_one())
        return children[0] if len(children) == 1 else Node(True, children)

    def read_any():
        children = []
        while tokens and tokens[0] != ")":
            if tokens[0] == "OR":
                tokens.popleft()
            else:
                children.append(read_every())
        return Node(False, children)

    return read_any()


def leaves_of(node):
    return [node] if isinstance(node, Leaf) else [leaf for child in node.children for leaf in leaves_of(child)]


def without_stop_words(node):
    if isinstance(node, Leaf):
        return None if node.term in STOP_WORDS else node
    children = [child for child in map(without_stop_words, node.children) if child]
    return Node(node.every, children) if children else None


# Scores


def rarity(frequency, documents):
    return numpy.log1p((documents - frequency + 0.5) / (frequency + 0.5))


def limit(frequency, documents):
    """What BM25 gives a term at most, as Xapian has it."""
    odds = (documents - frequency + 0.5) / (frequency + 0.5)
    return numpy.log(odds * 0.5 + 1 if odds < 2 else odds) * (SATURATION + 1)


def in_order(scores):
    """The articles that have one, best first."""
    found = numpy.flatnonzero(scores)
    return found[numpy.argsort(-scores[found], kind="stable")]


class Ranker:
    def __init__(self, archive):
        self.archive = archive
        for name in ("query", "by_words", "evidence", "by_feedback"):  # each is asked for again with other settings of what follows
            setattr(self, name, functools.lru_cache(maxsize=2000)(getattr(self, name)))

    def ranked(self, text, setting):
        """The numbers of the articles, best first."""
        scores = self.by_words(text, *setting[:4])
        if setting.feedback and len(leaves_of(self.query(text, setting.stop_words))) > 1:
            articles, terms, most = setting.feedback
            scores = scores + most * self.by_feedback(text, setting._replace(feedback=()), articles, terms)
        return self.raised(scores, text, setting)[0]

    def query(self, text, stop_words):
        query = read_query(text)
        return query if stop_words else without_stop_words(query) or query

    def by_words(self, text, stop_words, titles, opening, slope):
        query = self.query(text, stop_words)
        parts = len(leaves_of(query))
        norm = self.norm(parts, titles, opening, slope)

        def weigh(node):
            if isinstance(node, Leaf):
                return self.of_word(node, parts, titles, opening, norm)
            each = numpy.array([weigh(child) for child in node.children])
            return each.sum(axis=0) * (each.all(axis=0) if node.every else 1)

        return weigh(query)

    def norm(self, parts, titles, opening, slope):
        b = max(slope[0], min(0.75, slope[0] + slope[1] * parts))
        return SATURATION * (self.archive.lengths(titles > 0, opening) * b + 1 - b)

    def of_word(self, leaf, parts, titles, opening, norm):
        stem = self.archive.stems.get(self.archive.stem(leaf.term), Archive.NOWHERE)
        times, documents, without = numpy.zeros(self.archive.size), self.archive.size, []
        for postings, weight in ((self.archive.text_stems(opening), 1), (self.archive.title_stems, titles)):
            articles, counts = postings.of(stem)
            times[articles] += weight * counts
            without.append((1 - len(articles) / documents) ** weight)
        return self.factor(stem, parts, titles) * limit(documents * (1 - without[0] * without[1]), documents) * times / (norm + times)

    def factor(self, stem, parts, titles):
        """A word is as rare as in the field where it is most frequent, and not as the program's estimate for both has it."""
        documents = self.archive.size
        in_text, in_title = self.frequencies(stem)
        together = documents * (1 - (1 - in_text / documents) * (1 - in_title / documents) ** titles)
        if titles == 0 or parts < 2:
            return 1
        return rarity(max(in_text, in_title), documents) / rarity(together, documents)

    def frequencies(self, stem):
        return [len(postings.of(stem)[0]) for postings in (self.archive.text_stems((0, 1)), self.archive.title_stems)]

    def raised(self, scores, text, setting):
        """Articles in order, and the scores of the best, with what it is worth that words are close by."""
        order = in_order(scores)
        top, (worth, adjacent) = order[:LOOKED_AT], setting.proximity
        close, beside = self.evidence(text, setting.stop_words)
        raised = scores[top] + worth * (close + (adjacent - 1) * beside)[top]
        best = numpy.lexsort((top, -raised))
        return numpy.concatenate([top[best], order[LOOKED_AT:]]), raised[best]

    def evidence(self, text, stop_words):
        """For each article the rarities of those neighbours in the query that it has close by, and of those that it has beside each other."""
        close, beside = numpy.zeros((2, self.archive.size))
        left, left_rarity = None, 0
        for right in self.query(text, stop_words).children:
            right_rarity = self.rarity_of(right) if isinstance(right, Leaf) else TELLING_RARITY
            if right_rarity < TELLING_RARITY:
                continue
            if isinstance(right, Node):
                left = None
                continue
            if left and left != right:
                for sums, articles in zip((close, beside), self.archive.neighbours(left.term, right.term)):
                    sums[articles] += min(left_rarity, right_rarity)
            left, left_rarity = right, right_rarity
        return close, beside

    def rarity_of(self, leaf):
        stem = self.archive.stems.get(self.archive.stem(leaf.term), Archive.NOWHERE)
        frequency = max(self.frequencies(stem) + [self.archive.articles_with_word(part) for part in leaf.parts])
        return rarity(frequency, self.archive.size) if frequency else 0

    def by_feedback(self, text, setting, articles, terms):
        """What the terms of the best articles add to the scores, if at most as much as the best of them."""
        scores = self.by_words(text, *setting[:4])
        order, best = self.raised(scores, text, setting)
        added = numpy.zeros(self.archive.size)
        if not len(order):
            return added
        norm = self.norm(len(leaves_of(self.query(text, setting.stop_words))), setting.titles, setting.opening, setting.slope)
        for stem, weight, rare in self.telling(order[:articles], best[:articles], terms):
            having, times = self.archive.text_stems(setting.opening).of(stem)
            most = limit(len(having), self.archive.size)
            added[having] += best[0] / (1 + SATURATION) * weight / rare * most * times / (norm[having] + times)
        return added * (scores > 0)

    def telling(self, articles, scores, terms):
        """Stems of articles, their weights, which add up to 1, and their rarities."""
        shares = numpy.zeros(len(self.archive.stems))
        for article, part in zip(articles, scores**2 / (scores**2).sum()):
            words = self.archive.words_of_text(article)
            stems = self.archive.stem_of[words[self.archive.can_tell[words]]]
            shares += numpy.bincount(stems, minlength=len(shares)) * (part / max(1, len(words)))
        rare = self.rarities()
        weights = shares * rare
        heaviest = numpy.argsort(-weights, kind="stable")[:terms]
        heaviest = heaviest[weights[heaviest] > 0]
        weights = weights[heaviest] * rare[heaviest]
        return zip(heaviest, weights / weights.sum(), rare[heaviest])

    @functools.lru_cache(maxsize=None)
    def rarities(self):
        """Of all stems; 0 if too few texts have them to tell anything of others."""
        frequency = numpy.bincount(self.archive.text_stems((0, 1)).keys, minlength=len(self.archive.stems))
        return numpy.where(frequency < FEWEST_ARTICLES, 0, rarity(frequency, self.archive.size))
