#!/usr/bin/env python3
"""Makes tests/data/head.safetensors: what NumPy and scikit-learn make of 200 made-up codes.

Needs numpy and scikit-learn (made with 2.4.6 and 1.9.1). The codes are five overlapping clusters of
40; of each cluster the first 30 are learned from. The file holds, as f32:

    codes [200, 32], classes [200]
    means [5, 32], centre [32], cosines [200, 5]   class means of codes at length 1, in NumPy
    answers [200]   of sklearn.linear_model.LogisticRegression(C) on codes at length 6
    decay [1]       1 / (C n): the penalty of the mean loss that is the same as that C
    kl [1]          the Kullback-Leibler divergence, in nats, of sklearn.manifold.TSNE's map of the
                    codes at length 1, by the exact formula, perplexity 30
"""

import json
import struct
import sys
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import TSNE

CLASSES, EACH, LEARNED, WIDTH = 5, 40, 30, 32
PERPLEXITY = 30.0
C = 0.5


def at_length(codes, length):
    return codes / numpy.linalg.norm(codes, axis=1, keepdims=True) * length


def affinities(points):
    """The joint probabilities of van der Maaten and Hinton 2008, each row by bisection."""
    squares = ((points[:, None] - points[None]) ** 2).sum(2)
    rows = numpy.zeros_like(squares)
    for n, row in enumerate(squares):
        low, high, beta = 0.0, numpy.inf, 1.0
        others = numpy.arange(len(row)) != n
        for _ in range(200):
            weights = numpy.exp(-(row[others] - row[others].min()) * beta)
            share = weights / weights.sum()
            entropy = -(share[share > 0] * numpy.log(share[share > 0])).sum()
            if entropy > numpy.log(PERPLEXITY):
                low, beta = beta, beta * 2 if high == numpy.inf else (beta + high) / 2
            else:
                high, beta = beta, (beta + low) / 2
        rows[n, others] = share
    return (rows + rows.T) / (2 * len(points))


def divergence(points, places):
    wanted = affinities(points)
    near = 1 / (1 + ((places[:, None] - places[None]) ** 2).sum(2))
    numpy.fill_diagonal(near, 0)
    found = near / near.sum()
    there = wanted > 0
    return (wanted[there] * numpy.log(wanted[there] / found[there])).sum()


def write(path, tensors):
    header, data = {}, b""
    for name, values in tensors.items():
        bytes_ = numpy.ascontiguousarray(values, "<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(numpy.shape(values)),
            "data_offsets": [len(data), len(data) + len(bytes_)],
        }
        data += bytes_
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)


def main():
    random = numpy.random.default_rng(18)
    middles = random.gamma(1.0, 1.0, (CLASSES, WIDTH))
    codes = numpy.concatenate(
        [middle + 1.8 * random.normal(size=(EACH, WIDTH)) for middle in middles]
    ).clip(0)
    codes = codes.astype("f2").astype("f4").astype("f8")
    classes = numpy.repeat(numpy.arange(CLASSES), EACH)
    learned = numpy.arange(len(codes)) % EACH < LEARNED

    units = at_length(codes, 1.0)
    means = numpy.stack([units[learned & (classes == n)].mean(0) for n in range(CLASSES)])
    centre = means.mean(0)
    centred = at_length(means - centre, 1.0)
    cosines = at_length(units - centre, 1.0) @ centred.T

    head = LogisticRegression(C=C, tol=1e-8, max_iter=10000)
    head.fit(at_length(codes, 6.0)[learned], classes[learned])
    answers = head.predict(at_length(codes, 6.0))
    right = (answers == classes)[~learned].mean()

    places = TSNE(perplexity=PERPLEXITY, init="pca", random_state=0).fit_transform(
        units.astype("f4")
    )
    kl = divergence(units, places.astype("f8"))
    print(f"right {right:.2f}, means {(cosines.argmax(1) == classes)[~learned].mean():.2f}, KL {kl:.4f}")
    folder = Path(__file__).resolve().parent.parent / "tests" / "data"
    write(
        Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "head.safetensors",
        {
            "codes": codes,
            "classes": classes,
            "means": centred,
            "centre": centre,
            "cosines": cosines,
            "answers": answers,
            "decay": [1 / (C * learned.sum())],
            "kl": [kl],
        },
    )


if __name__ == "__main__":
    main()
