# SPDX-License-Identifier: GPL-2.0-or-later
"""A model of the program's ranking with --or, in which every part of it can be set, for ranking_folds.py.

It reads queries of words, AND, OR and parentheses; of a word like "and/or" it wants the parts in any order."""

import collections
import functools
import re
import typing

import numpy

from ranking_archive import Archive, words_of

SATURATION = 1.2  # BM25's k1
TELLING_RARITY, LOOKED_AT = 1.25, 50  # of proximity: of a word that counts, articles
FEWEST_ARTICLES = 2  # that have a stem which feedback adds
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


BY_WORDS = 4  # so many of these settings are of the words' own scores
OWN = Setting(True, 2, (50, 2), (0.4, 0.05), (0.2, 1.5), (5, 60, 1.5))  # the program's


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
        return children[0] if len(children) == 1 and isinstance(children[0], Node) else Node(False, children)

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
        frequency = numpy.bincount(archive.text_stems((0, 1)).keys, minlength=len(archive.stems))
        self.rarities = numpy.where(frequency < FEWEST_ARTICLES, 0, rarity(frequency, archive.size))  # of stems; 0: it tells nothing of other articles
        for name in ("query", "by_words", "evidence", "by_feedback"):  # each is asked for again with other settings of what follows
            setattr(self, name, functools.lru_cache(maxsize=500)(getattr(self, name)))

    def ranked(self, text, setting):
        """The numbers of the articles, best first."""
        scores = self.by_words(text, *setting[:BY_WORDS])
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
            each = numpy.array([weigh(child) for child in node.children]).reshape(-1, self.archive.size)
            return each.sum(axis=0) * (each.all(axis=0) if node.every else 1)

        return weigh(query)

    def norm(self, parts, titles, opening, slope):
        b = max(slope[0], min(0.75, slope[0] + slope[1] * parts))
        return SATURATION * (self.archive.lengths(titles > 0, opening) * b + 1 - b)

    def of_word(self, leaf, parts, titles, opening, norm):
        stem, documents = self.archive.stems.get(self.archive.stem(leaf.term), Archive.NOWHERE), self.archive.size
        times, without, frequencies = numpy.zeros(documents), 1, []
        for postings, weight in ((self.archive.text_stems(opening), 1), (self.archive.title_stems, titles)):
            articles, counts = postings.of(stem)
            times[articles] += weight * counts
            without *= (1 - len(articles) / documents) ** weight
            frequencies.append(len(articles))
        frequency = documents * (1 - without)  # as the program estimates it; as a rule a text has what its title has
        put_right = rarity(max(frequencies), documents) / rarity(frequency, documents) if titles and parts > 1 else 1
        return put_right * limit(frequency, documents) * times / (norm + times)

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
            if isinstance(right, Node):
                left = None
                continue
            right_rarity = self.rarity_of(right)
            if right_rarity < TELLING_RARITY:
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
        """What the terms of the best articles add to the scores, if it is the best score at most."""
        scores = self.by_words(text, *setting[:BY_WORDS])
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
        weights = shares * self.rarities
        heaviest = numpy.argsort(-weights, kind="stable")[:terms]
        heaviest = heaviest[weights[heaviest] > 0]
        rare = self.rarities[heaviest]
        weights = weights[heaviest] * rare
        return zip(heaviest, weights / weights.sum(), rare)
