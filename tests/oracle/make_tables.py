#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Writes twelve tables as people have them and what is right for each: tests/data/tables/*.csv and
tests/oracle/tables.json. The values are made here and written in many ways; means, deviations,
classes, rows left out and J after 200 updates come from these values by NumPy, never from the text.

Run in the project's root: /usr/bin/python3 tests/oracle/make_tables.py
"""
import datetime
import json
import pathlib

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
UPDATES = 200
ALPHA = 0.05


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def softmax(z):
    e = np.exp(z - z.max(axis=0))
    return e / e.sum(axis=0)


def train(x, y, kind, random):
    """x [inputs, m], y [targets, m]; four tanh units below an output of the kind."""
    m = x.shape[1]
    sizes = [x.shape[0], 4, y.shape[0]]
    w = [np.round(random.normal(size=(b, a)) / np.sqrt(a), 6) for a, b in zip(sizes, sizes[1:])]
    b = [np.round(0.1 * random.normal(size=(n, 1)), 6) for n in sizes[1:]]
    start = [{"W": p.tolist(), "b": q.ravel().tolist()} for p, q in zip(w, b)]

    def forward():
        a = np.tanh(w[0] @ x + b[0])
        z = w[1] @ a + b[1]
        return a, {"binary": sigmoid, "categorical": softmax, "regression": lambda v: v}[kind](z)

    def cost(out):
        if kind == "binary":
            return -np.sum(y * np.log(out) + (1 - y) * np.log(1 - out)) / m
        if kind == "categorical":
            return -np.sum(y * np.log(out)) / m
        return np.sum((out - y) ** 2) / (2 * m)

    for _ in range(UPDATES):
        a, out = forward()
        d2 = out - y  # of all three costs
        d1 = (w[1].T @ d2) * (1 - a * a)
        w[1] = w[1] - ALPHA * (d2 @ a.T) / m
        b[1] = b[1] - ALPHA * d2.mean(axis=1, keepdims=True)
        w[0] = w[0] - ALPHA * (d1 @ x.T) / m
        b[0] = b[0] - ALPHA * d1.mean(axis=1, keepdims=True)
    return start, float(cost(forward()[1]))


def standardized(rows):
    mean = rows.mean(axis=1, keepdims=True)
    deviation = np.sqrt(((rows - mean) ** 2).mean(axis=1, keepdims=True))
    deviation[deviation == 0] = 1.0
    return (rows - mean) / deviation, mean.ravel(), deviation.ravel()


CASES = []


def add(name, text, encoding, choices, inputs, x, y, kind, classes=(), dropped=0, scaled=False):
    """x and y: lists of columns, with None where a value is missing and filled by the mean."""
    random = np.random.RandomState(len(CASES) + 100)
    data = text.encode(encoding) if isinstance(text, str) else text
    (ROOT / "data/tables" / f"{name}.csv").write_bytes(data)
    columns = []
    for column in x:
        known = [v for v in column if v is not None]
        mean = float(np.mean(np.array(known, dtype=float)))
        columns.append([mean if v is None else float(v) for v in column])
    seen, mu, sigma = standardized(np.array(columns))
    targets = np.array(y, dtype=float)
    target_mu, target_sigma = np.zeros(len(y)), np.ones(len(y))
    if scaled:
        targets, target_mu, target_sigma = standardized(targets)
    start, cost = train(seen, targets, kind, random)
    CASES.append({
        "file": f"tests/data/tables/{name}.csv", "choices": choices, "inputs": inputs,
        "mean": mu.tolist(), "deviation": sigma.tolist(), "task": kind, "classes": list(classes),
        "dropped_rows": dropped, "target_scaling": scaled, "target_mean": target_mu.tolist(),
        "target_deviation": target_sigma.tolist(), "parameters": start, "cost": cost})


def one_hot(values, classes):
    return [[None if v is None else float(v == c) for v in values] for c in classes]


def grouped(value, thousands, decimal, digits):
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", thousands + decimal))


def main():
    r = np.random.RandomState(7)
    n = 60

    # Semicolons, decimal commas, thousands by points, a unit, prices as targets.
    size = np.round(r.uniform(35, 220, n), 1)
    income = np.round(r.uniform(900, 9000, n), 2)
    price = np.round(80000 + 2100 * size + 12 * income + 9000 * r.normal(size=n), 0)
    add("houses", "size;income;price\n" + "".join(
        f"{str(s).replace('.', ',')} m²;{grouped(i, '.', ',', 2)};{grouped(p, '.', ',', 0)} €\n"
        for s, i, p in zip(size, income, price)), "utf-8", [], ["size", "income"],
        [size, income], [price], "regression", scaled=True)

    # A zoo of Korean names in CP949: numbers of rows, yes and no, words as classes.
    kinds = ["새", "포유류", "물고기"]
    kind = [kinds[i] for i in r.randint(0, 3, n)]
    hair = [int(k == "포유류" or r.rand() < 0.1) for k in kind]
    legs = [{"새": 2, "포유류": 4, "물고기": 0}[k] for k in kind]
    weight = np.round(r.lognormal(1.5, 1, n), 2)
    add("zoo_cp949", "번호,털,다리,몸무게,종류\r\n" + "".join(
        f"{i + 1},{'예' if h else '아니오'},{l},{w:.2f},{k}\r\n"
        for i, (h, l, w, k) in enumerate(zip(hair, legs, weight, kind))), "cp949", [],
        ["털=예", "다리", "몸무게"], [hair, legs, weight], one_hot(kind, sorted(kinds)), "categorical",
        sorted(kinds))

    # UTF-16 with tabs; a row in thirty lacks something and is left out.
    a, b = np.round(r.normal(size=n), 3), np.round(r.normal(5, 2, n), 3)
    label = [int(v > 0) for v in a + 0.2 * (b - 5)]
    lacking = {4, 33}
    kept = [i for i in range(n) if i not in lacking]
    add("wide_utf16", b"\xff\xfe" + ("a\tb\tlabel\n" + "".join(
        f"{'NA' if i == 4 else a[i]}\t{'?' if i == 33 else b[i]}\t{label[i]}\n"
        for i in range(n))).encode("utf-16-le"), "", [], ["a", "b"], [a[kept], b[kept]],
        [[label[i] for i in kept]], "binary", dropped=2)

    # Missing cells filled by the mean, of words by the shares of each.
    towns = ["Busan", "Jeju", "Seoul"]
    town = [None if r.rand() < 0.2 else towns[r.randint(3)] for _ in range(n)]
    age = [None if r.rand() < 0.25 else int(v) for v in r.randint(1, 80, n)]
    fare = np.round(r.lognormal(3, 0.7, n), 4)
    lived = [int(v) for v in r.randint(0, 2, n)]
    add("passengers", "survived,town,age,fare\n" + "".join(
        f"{l},{t or ''},{'' if g is None else g},{f}\n"
        for l, t, g, f in zip(lived, town, age, fare)), "utf-8", [],
        ["town=Busan", "town=Jeju", "town=Seoul", "age", "fare"],
        one_hot(town, towns) + [age, fare], [lived], "binary")

    # Dates whose order the whole column tells.
    days = [datetime.date(2022, 1, 1) + datetime.timedelta(days=int(d)) for d in r.randint(0, 900, n)]
    heat = np.round(r.normal(15, 8, n), 1)
    sold = np.round(100 + 3 * heat + 5 * np.array([d.isoweekday() for d in days]), 2)
    add("sales_dates", "day,heat,sold\n" + "".join(
        f"{d.day:02}/{d.month:02}/{d.year},{h},{s}\n" for d, h, s in zip(days, heat, sold)),
        "utf-8-sig", [], ["day.year", "day.month", "day.day", "day.weekday", "heat"],
        [[d.year for d in days], [d.month for d in days], [d.day for d in days],
         [d.isoweekday() for d in days], heat], [sold], "regression", scaled=True)

    # The class first, and as 1 and 2.
    p, q = np.round(r.normal(size=n), 4), np.round(r.normal(size=n), 4)
    side = [2 if v > 0 else 1 for v in p - q]
    add("labels_1_2", "class,p,q\n" + "".join(
        f"{c},{u},{v}\n" for c, u, v in zip(side, p, q)), "utf-8", [], ["p", "q"], [p, q],
        [[c - 1 for c in side]], "binary", ["1", "2"])

    # −1 and +1, with the minus of Unicode and no-break blanks.
    sign = [1 if v > 0 else -1 for v in p * q]
    add("labels_signs", "p;q;y\n" + "".join(
        f"{u};\u00a0{v};{s:+d}\n".replace("-", "\u2212") for u, v, s in zip(p, q, sign)), "utf-8", [],
        ["p", "q"], [p, q], [[(s + 1) // 2 for s in sign]], "binary", ["-1", "1"])

    # Classes as whole numbers, by the column's name.
    species = [int(v) for v in r.randint(1, 4, n)]
    length = [round(1.5 * s + 0.4 * r.normal(), 2) for s in species]
    width = np.round(r.uniform(0.1, 2.5, n), 2)
    add("species_numbers", "length,width,species\n" + "".join(
        f"{a},{b},{c}\n" for a, b, c in zip(length, width, species)), "utf-8", [],
        ["length", "width"], [length, width], one_hot(species, [1, 2, 3]), "categorical",
        ["1", "2", "3"])

    # Runs of blanks, comments, no header.
    u, v = np.round(r.uniform(-9, 9, n), 3), np.round(r.uniform(0, 1000, n), 1)
    w = np.round(0.5 * u + 0.01 * v + 0.3 * r.normal(size=n), 3)
    add("columns_of_blanks", "# measured by hand\n" + "".join(
        f"{a:10.3f}  {b:9.1f}   {c:8.3f}\n" for a, b, c in zip(u, v, w)), "utf-8", [], [],
        [u, v], [w], "regression")

    # A title, bars, units before and behind, per cents; the target by name.
    cost = np.round(r.uniform(500, 20000, n), 0)
    share = np.round(r.uniform(0, 100, n), 1)
    mass = np.round(r.uniform(1, 90, n), 1)
    add("units", "Prices of 2024|||\ncost|share|mass|rest\n" + "".join(
        f"${c:,.0f}|{s}%|{m} kg|{k}\n" for c, s, m, k in zip(cost, share, mass, range(n))), "utf-8",
        [{"name": "mass", "use": "target"}, {"name": "rest", "use": "drop"}], ["cost", "share"],
        [cost, share], [mass], "regression", scaled=True)

    # Two targets at once.
    t = np.round(r.uniform(-2, 2, n), 4)
    s1, s2 = np.round(np.sin(2 * t), 5), np.round(300 * np.cos(t), 3)
    add("two_targets", "sin\tt\tcos\n" + "".join(
        f"{a}\t{b}\t{c}\n" for a, b, c in zip(s1, t, s2)), "utf-8",
        [{"name": "sin", "use": "target"}, {"name": "cos", "use": "target"}], ["t"], [t], [s1, s2],
        "regression", scaled=True)

    # "sep=", quotes with line ends and doubled quotes in them, yes and no as the target.
    word = ['say ""a""', "two\nlines"]
    text = [int(x) for x in r.randint(0, 2, n)]
    score = np.round(r.normal(50, 12, n), 1)
    passed = [int(x > 50) for x in score]
    names = sorted(w.replace('""', '"') for w in word)
    order = [names.index(word[x].replace('""', '"')) for x in text]
    add("quotes_sep", "sep=;\n\"id\";\"remark\";\"score\";\"passed\"\n" + "".join(
        f"\"k{i:03}\";\"{word[x]}\";\"{s}\";\"{'Yes' if y else 'No'}\"\n"
        for i, (x, s, y) in enumerate(zip(text, score, passed))), "utf-8", [],
        [f"remark={names[1]}", "score"], [order, score], [passed], "binary", ["No", "Yes"])

    out = {"updates": UPDATES, "learning_rate": ALPHA, "cases": CASES}
    (ROOT / "oracle/tables.json").write_text(json.dumps(out, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
